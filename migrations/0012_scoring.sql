-- Why: points with a reason: signals are counted exactly, models are versioned data, and where everybody stands now can be listed.

create table signal (
  workspace_id integer not null references workspace on delete cascade,
  signal_id integer generated always as identity,
  name text not null,
  condition jsonb not null,
  condition_hash text not null,
  created_at timestamptz not null default now(),
  backfilled_at timestamptz,
  primary key (workspace_id, signal_id),
  constraint signal_condition_unique unique (workspace_id, condition_hash)
);
comment on table signal is 'config: a class of touches, named by the content of its condition: a changed condition is another signal, so published models never shift';
select plumb_protect('signal');

create table model (
  workspace_id integer not null references workspace on delete cascade,
  model_id integer generated always as identity,
  key text not null,
  name text not null,
  is_primary boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, model_id),
  constraint model_key_unique unique (workspace_id, key)
);
comment on table model is 'config: a scoring model; the primary one is what lists and stages read';
create unique index model_one_primary on model (workspace_id) where is_primary;
select plumb_protect('model');

create table model_version (
  workspace_id integer not null,
  model_id integer not null,
  version integer not null,
  document jsonb not null,
  signal_ids jsonb,
  state text not null default 'draft',
  note text,
  created_by text,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  primary key (workspace_id, model_id, version),
  foreign key (workspace_id, model_id) references model on delete cascade,
  constraint model_version_state_known check (state in ('draft', 'published'))
);
comment on table model_version is 'config: draft, then published and from there immutable; signal_ids: which signal each key of the document counts, fixed when published';
select plumb_protect('model_version');

create table model_live (
  workspace_id integer not null,
  model_id integer not null,
  live_from timestamptz not null,
  version integer not null,
  made_live_by text,
  people_total bigint,
  people_done bigint not null default 0,
  done_at timestamptz,
  primary key (workspace_id, model_id, live_from),
  foreign key (workspace_id, model_id, version) references model_version on delete cascade
);
comment on table model_live is 'config: which version was live from when; the newest row is the live one. people_done of people_total have been scored under it, all of them once done_at is set';
select plumb_protect('model_live');

create table signal_hit (
  workspace_id integer not null,
  person_id bigint not null,
  signal_id integer not null,
  occurred_at timestamptz not null,
  touch_id bigint not null,
  primary key (workspace_id, person_id, signal_id, occurred_at, touch_id)
);
comment on table signal_hit is 'people: a touch that matches a signal; exact, whatever decay, cap or window a model puts on it';
select plumb_protect('signal_hit');

create table term_count (
  workspace_id integer not null references workspace on delete cascade,
  model_id integer not null,
  version integer not null,
  counts jsonb not null,
  people bigint not null,
  counted_at timestamptz not null,
  primary key (workspace_id, model_id, version)
);
comment on table term_count is 'config: for how many people each term of a version held when last counted';
select plumb_protect('term_count');

create table standing (
  workspace_id integer not null,
  person_id bigint not null,
  model_id integer not null,
  version integer not null,
  total integer not null,
  fit integer,
  engagement integer,
  dimension_points integer[] not null,
  band text not null,
  cell text,
  computed_at timestamptz not null,
  next_change_at timestamptz,
  open_lead_id bigint,
  owner_id text,
  first_touch_at timestamptz not null,
  last_touch_at timestamptz not null,
  touch_count integer not null,
  primary key (workspace_id, person_id, model_id)
) with (fillfactor = 80);
comment on table standing is 'people: where a person stands now under a model: shown points (dimension_points in the model''s order), band, cell, recency; version: the one under which the row was last written; next_change_at is the instant at which time alone changes what is shown';
create index standing_due on standing (next_change_at) where next_change_at is not null;
select plumb_protect('standing');
