-- Why: every touch has a named source, and what could not be understood is kept until it can be replayed.

create table source (
  workspace_id integer not null references workspace on delete cascade,
  source_id integer generated always as identity,
  key text not null,
  name text not null,
  channel text not null,
  subject text,
  incentive text,
  sales_aware boolean,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (workspace_id, source_id),
  constraint source_key_unique unique (workspace_id, key),
  constraint source_key_form check (key ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  constraint source_channel_known check (
    channel in ('form', 'tracking', 'file', 'api', 'manual', 'ads', 'email', 'call', 'chat', 'event', 'partner', 'social')
  )
);
comment on table source is 'config: a named way in; mandatory on every touch (CAP-19). subject is what a lead from here asks for unless it says so itself; incentive and sales_aware describe the capture (DEF-13)';
select plumb_protect('source');

create table unreadable (
  workspace_id integer not null references workspace on delete cascade,
  unreadable_id bigint generated always as identity,
  source_id integer,
  door text not null,
  received_at timestamptz not null default now(),
  content_type text,
  body text not null,
  envelope jsonb not null default '{}',
  problems jsonb not null,
  state text not null default 'waiting',
  settled_at timestamptz,
  primary key (workspace_id, unreadable_id),
  constraint unreadable_state_known check (state in ('waiting', 'replayed', 'dismissed'))
);
comment on table unreadable is 'local: what reached a door and could not be understood, as it came, with every problem found; can be replayed or dismissed. envelope: what came beside the body and reading it again needs (sent_at, page, base64 where it is no text)';
create index unreadable_by_source on unreadable (workspace_id, source_id) where state = 'waiting';
create index unreadable_waiting on unreadable (workspace_id, unreadable_id desc) where state = 'waiting';
select plumb_protect('unreadable');

create table source_day (
  workspace_id integer not null references workspace on delete cascade,
  source_id integer not null,
  day date not null,
  touches bigint not null default 0,
  people bigint not null default 0,
  leads bigint not null default 0,
  last_received_at timestamptz not null,
  latest jsonb not null,
  primary key (workspace_id, source_id, day)
);
comment on table source_day is 'config: per source and workspace day of arrival: touches kept, people first seen, leads opened; latest: the last five touches (type, event, url, received_at), so that a site''s owner sees that it is heard';
select plumb_protect('source_day');

create table import_mapping (
  workspace_id integer not null references workspace on delete cascade,
  import_mapping_id integer generated always as identity,
  name text not null,
  header jsonb not null,
  mapping jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, import_mapping_id),
  constraint import_mapping_name_unique unique (workspace_id, name)
);
comment on table import_mapping is 'config: a saved column mapping; offered again for a file with the same header';
select plumb_protect('import_mapping');

create table import (
  workspace_id integer not null references workspace on delete cascade,
  import_id integer generated always as identity,
  source_id integer,
  file_name text not null,
  bytes bigint not null default 0,
  file_hash text,
  layout jsonb,
  header jsonb,
  mapping jsonb,
  state text not null default 'uploading',
  rows_read bigint not null default 0,
  bytes_read bigint not null default 0,
  rows_total bigint,
  counts jsonb not null,
  findings jsonb,
  problem jsonb,
  created_by text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, import_id),
  constraint import_state_known check (
    state in ('uploading', 'uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled')
  )
);
comment on table import is 'local: one file brought in. rows_read is the checkpoint: it moves in the transaction that keeps those rows, so a crash doubles nothing. findings: what a dry run found';
create index import_unfinished on import (workspace_id, file_hash) where state in ('running', 'failed', 'cancelled');
select plumb_protect('import');

create table import_chunk (
  workspace_id integer not null references workspace on delete cascade,
  import_id integer not null,
  chunk_no integer not null,
  bytes bytea not null,
  primary key (workspace_id, import_id, chunk_no),
  foreign key (workspace_id, import_id) references import on delete cascade
);
alter table import_chunk alter column bytes set storage external;
comment on table import_chunk is 'local: the uploaded file in order, so that any process can read on after a crash';
select plumb_protect('import_chunk');

create table import_reject (
  workspace_id integer not null references workspace on delete cascade,
  import_id integer not null,
  row_no bigint not null,
  reason text not null,
  detail text not null,
  line text not null,
  primary key (workspace_id, import_id, row_no),
  foreign key (workspace_id, import_id) references import on delete cascade
);
comment on table import_reject is 'local: rows refused, as they came, with the reason beside each';
select plumb_protect('import_reject');
