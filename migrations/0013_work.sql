-- Why: people work with leads: lists over a million of them, notes, saved views, and changes over many leads that can be taken back.

-- Lists. A standing is written on every touch, and each index on it costs every touch: a lead's is in four for lists (by score,
-- fit, engagement, last touch), an interest's in two. What other orders sort by, the first of each holds beside.

create index standing_lead_total on standing (workspace_id, model_id, total desc, person_id desc, band)
  include (first_touch_at) where open_lead_id is not null;
create index standing_lead_fit on standing (workspace_id, model_id, fit desc, person_id desc)
  where open_lead_id is not null;
create index standing_lead_engagement on standing (workspace_id, model_id, engagement desc, person_id desc)
  where open_lead_id is not null;
create index standing_lead_last_touch on standing (workspace_id, model_id, last_touch_at desc, person_id desc)
  where open_lead_id is not null;
create index standing_interest_total on standing (workspace_id, model_id, total desc, person_id desc, band)
  include (fit, engagement, first_touch_at) where open_lead_id is null;
create index standing_interest_last_touch on standing (workspace_id, model_id, last_touch_at desc, person_id desc)
  where open_lead_id is null;

-- Which workspaces, models and leads go together: without it the planner takes them for independent, and counts come out wrong.
create statistics standing_kind (dependencies, mcv) on workspace_id, model_id, open_lead_id from standing;

create index lead_opened on lead (workspace_id, opened_at desc, person_id desc) where closed_at is null;
create index lead_source on lead (workspace_id, source_id) where closed_at is null;
create index lead_stage on lead (workspace_id, stage) where closed_at is null;
create index person_company_name on person
  (workspace_id, (coalesce(company_folded ->> 'name', folded ->> 'company_name')), person_id) where merged_into is null;
create index company_search on company using gin ((folded ->> 'name') gin_trgm_ops);

-- Trigrams find three letters together. In Chinese, Japanese and Korean one or two characters are a whole name already.
create function plumb_grams(t text) returns text[]
  language sql immutable strict parallel safe
as $$
  select array(
    select distinct substr(run.letters[1], place, size)
    from regexp_matches(t, '[\u1100-\u11ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]+', 'g') as run (letters),
      generate_series(1, 2) as size, generate_series(1, length(run.letters[1]) - size + 1) as place
  )
$$;
comment on function plumb_grams(text) is 'every ideograph of a text, and every two that stand together; twin of gramsOf in flow/work/search-terms.ts';
select plumb_trust(trusted::regprocedure) from unnest(array['plumb_grams(text)', 'arraycontains(anyarray, anyarray)']) as trusted;
create index person_grams on person using gin (plumb_grams(search))
  where search ~ '[\u1100-\u11ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af]';

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
comment on table note is 'people: what a user wrote about a person; one that is deleted can be restored';
select plumb_protect('note');

create table saved_view (
  workspace_id integer not null references workspace on delete cascade,
  saved_view_id integer generated always as identity,
  key text,
  name text not null,
  owner_id text,
  definition jsonb not null,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, saved_view_id),
  constraint saved_view_key_unique unique (workspace_id, key),
  constraint saved_view_shipped_is_shared check (key is null or owner_id is null)
);
comment on table saved_view is 'config: a named filter, sort and choice of columns; owner_id null means shared with all; key names one that every workspace begins with';
select plumb_protect('saved_view');

create table bulk_change (
  workspace_id integer not null references workspace on delete cascade,
  bulk_change_id bigint generated always as identity,
  user_id text,
  key_id integer,
  action jsonb not null,
  affected integer not null,
  made_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, bulk_change_id)
);
comment on table bulk_change is 'local: one change over many people, by a user or a key, that can be undone as a whole';
select plumb_protect('bulk_change');

create table bulk_change_row (
  workspace_id integer not null,
  person_id bigint not null,
  bulk_change_id bigint not null,
  lead_id bigint,
  before jsonb not null,
  touch_id bigint,
  primary key (workspace_id, person_id, bulk_change_id)
);
comment on table bulk_change_row is 'people: what a bulk change found at a person before it: the owner of lead_id, or a field''s value, changed by touch_id';
create index bulk_change_row_change on bulk_change_row (workspace_id, bulk_change_id, person_id);
select plumb_protect('bulk_change_row');
