-- Why: the way of a persona from the first awareness to the contract is described once, and shows where every lead stands on it.

create table journey_map (
  workspace_id integer not null,
  profile_id integer not null,
  stages jsonb not null,
  revision integer not null,
  changed_at timestamptz not null default now(),
  changed_by text,
  primary key (workspace_id, profile_id),
  foreign key (workspace_id, profile_id) references profile on delete cascade
);
comment on table journey_map is 'config: the stages of a profile''s journey in order, each with the condition that it has been reached; a change names the revision that it was made over';
select plumb_protect('journey_map');
