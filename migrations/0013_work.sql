-- Why: people work with leads: notes, saved views, and changes over many leads that can be taken back.

create table note (
  workspace_id integer not null,
  person_id bigint not null,
  note_id bigint generated always as identity,
  body text not null,
  author_id text not null,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  primary key (workspace_id, person_id, note_id)
);
comment on table note is 'people: what a user wrote about a person';
select plumb_protect('note');

create table saved_view (
  workspace_id integer not null references workspace on delete cascade,
  saved_view_id integer generated always as identity,
  name text not null,
  owner_id text,
  definition jsonb not null,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, saved_view_id)
);
comment on table saved_view is 'config: a named filter, sort and choice of columns; owner_id null means shared with all';
select plumb_protect('saved_view');

create table bulk_change (
  workspace_id integer not null references workspace on delete cascade,
  bulk_change_id bigint generated always as identity,
  user_id text not null,
  action jsonb not null,
  affected integer not null,
  before jsonb not null,
  made_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, bulk_change_id)
);
comment on table bulk_change is 'local: a change over many leads with what was there before, so that it can be undone';
select plumb_protect('bulk_change');
