-- Why: an ideal customer profile and personas are conditions with a name that terms, filters and reports use; points may depend on how a contact was got.

create table profile (
  workspace_id integer not null references workspace on delete cascade,
  profile_id integer generated always as identity,
  key text not null,
  kind text not null,
  name text not null,
  condition jsonb not null,
  signs jsonb not null default '[]',
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (workspace_id, profile_id),
  constraint profile_key_unique unique (workspace_id, key),
  constraint profile_key_form check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint profile_kind_known check (kind in ('icp', 'persona', 'other'))
);
comment on table profile is 'config: a condition on people with a name: the ideal customer profile, a persona; signs are the traits by which salespeople recognise one, each with its question';
select plumb_protect('profile');

alter table source add column bought boolean;
comment on column source.bought is 'whether contacts from here were bought rather than gave themselves; null while nobody has said';
