-- Why: a form that is filled is a lead, but not every lead can be served; what a valid one must fulfil is said in rules, each with its reason.

create table validity_rule (
  workspace_id integer not null references workspace on delete cascade,
  validity_rule_id integer generated always as identity,
  name text not null,
  condition jsonb not null,
  reason text not null,
  position integer not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (workspace_id, validity_rule_id)
);
comment on table validity_rule is 'config: what must hold of a valid lead; reason is shown where it does not. Who fulfils all that are not archived is valid';
select plumb_protect('validity_rule');

-- The rules together are the profile `valid`: a profile that was called so goes by another key.
update saved_view v set definition = replace(v.definition::text, '"profile.valid"', '"profile.valid_' || p.profile_id || '"')::jsonb
from profile p where p.workspace_id = v.workspace_id and p.key = 'valid';
update profile set key = 'valid_' || profile_id where key = 'valid';
alter table profile add constraint profile_key_free check (key <> 'valid');
