-- Why: touches become people, companies and leads; a merge is a link that can be undone, so every touch remembers whom it arrived for.

create table field (
  workspace_id integer not null references workspace on delete cascade,
  field_id integer generated always as identity,
  scope text not null,
  key text not null,
  type text not null,
  label text not null,
  options jsonb,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (workspace_id, field_id),
  constraint field_key_unique unique (workspace_id, scope, key),
  constraint field_key_form check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint field_scope_known check (scope in ('person', 'company')),
  constraint field_type_known check (type in ('text', 'number', 'boolean', 'date', 'instant', 'select', 'list'))
);
comment on table field is 'config: custom fields of people and companies; built-in ones are in code';
select plumb_protect('field');

create sequence person_id_block;
create sequence touch_id_block;
create sequence company_id_block;
grant usage on sequence person_id_block, touch_id_block, company_id_block to plumb_app;
comment on sequence person_id_block is 'blocks of 1,000 ids: block n holds n*1000 … n*1000+999, handed out by a process to its batches';

create table person (
  workspace_id integer not null references workspace,
  person_id bigint not null,
  created_at timestamptz not null,
  first_source_id integer not null,
  merged_into bigint,
  company_id bigint,
  fields jsonb not null default '{}',
  folded jsonb not null default '{}',
  field_origin jsonb not null default '{}',
  company jsonb not null default '{}',
  company_folded jsonb not null default '{}',
  search text not null default '',
  primary key (workspace_id, person_id)
);
comment on table person is 'people: one human as far as we know. fields: typed values; folded: their texts without case and diacritics; field_origin: per field [occurred_at ms, touch key, touch_id]; company: copy of the company''s fields, so that no question joins by another key; search: folded name, e-mail, phone, company';
-- entries wait in lists of up to 16 MB and go into the trees together, which halves what they cost the intake
create index person_folded on person using gin (folded jsonb_path_ops) with (gin_pending_list_limit = 16384);
create index person_search on person using gin (search gin_trgm_ops) with (gin_pending_list_limit = 16384);
create index person_company on person (workspace_id, company_id) where company_id is not null;
create index person_name on person (workspace_id, (folded ->> 'full_name'), person_id) where merged_into is null;
select plumb_protect('person');

create table touch (
  workspace_id integer not null,
  person_id bigint not null,
  touch_id bigint not null,
  origin_person_id bigint not null,
  key uuid not null,
  source_id integer not null,
  channel text not null,
  type text not null,
  event text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  link text,
  properties jsonb not null,
  fields jsonb,
  raw text not null,
  primary key (workspace_id, person_id, occurred_at, touch_id)
);
comment on table touch is 'people: one thing that reached us, as it came (raw), never changed. occurred_at is never after received_at. link: the weak identifier (kind:value) that alone led it to its person. fields: what it says about the person';
select plumb_protect('touch');

create table touch_key (
  workspace_id integer not null,
  key uuid not null,
  person_id bigint not null,
  touch_id bigint not null,
  primary key (workspace_id, key)
);
comment on table touch_key is 'value: idempotency: the first 128 bits of SHA-256 over the door''s key; a repeated one is the same touch';
select plumb_protect('touch_key');

create table identifier (
  workspace_id integer not null,
  kind text not null,
  value text not null,
  person_id bigint not null,
  origin_person_id bigint not null,
  shared boolean not null default false,
  claims jsonb,
  first_seen_at timestamptz not null,
  primary key (workspace_id, kind, value),
  constraint identifier_kind_known check (kind in ('email', 'user_id', 'foreign_id', 'phone', 'anonymous_id'))
);
comment on table identifier is 'value: what recognises a person. phone and anonymous_id are weak: claims lists [person_id, earliest ms] of the strongly identified people seen with it; with two of them it is shared and links nobody by itself';
create index identifier_person on identifier (workspace_id, person_id);
create index identifier_shared on identifier using gin (claims jsonb_path_ops) where shared;
select plumb_protect('identifier');

create table person_link (
  workspace_id integer not null,
  person_id bigint not null,
  person_link_id bigint generated always as identity,
  merged_person_id bigint not null,
  evidence jsonb not null,
  linked_at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, person_id, person_link_id)
);
comment on table person_link is 'people: person_id took in merged_person_id, with the evidence; undone_at when taken back';
select plumb_protect('person_link');

create table company (
  workspace_id integer not null references workspace,
  company_id bigint not null,
  created_at timestamptz not null,
  name text not null,
  fields jsonb not null default '{}',
  folded jsonb not null default '{}',
  field_origin jsonb not null default '{}',
  primary key (workspace_id, company_id)
);
comment on table company is 'value: an organisation, found by its domains or group ids; its people carry a copy of its fields';
create index company_name on company (workspace_id, name, company_id);
select plumb_protect('company');

create table company_saying (
  workspace_id integer not null,
  company_id bigint not null,
  key uuid not null,
  occurred_at timestamptz not null,
  fields jsonb not null,
  primary key (workspace_id, company_id, key)
);
comment on table company_saying is 'value: what a touch (by its key) said about a company beyond its domain, so that the company as it stood at any instant can be read again';
select plumb_protect('company_saying');

create table company_identifier (
  workspace_id integer not null,
  kind text not null,
  value text not null,
  company_id bigint not null,
  primary key (workspace_id, kind, value),
  constraint company_identifier_kind_known check (kind in ('domain', 'group_id'))
);
comment on table company_identifier is 'value: what recognises a company; free-mail and disposable domains never';
select plumb_protect('company_identifier');

create table lead (
  workspace_id integer not null,
  person_id bigint not null,
  lead_id bigint generated always as identity,
  pipeline text not null default 'main',
  subject text not null,
  source_id integer not null,
  stage text not null default 'new',
  owner_id text,
  opened_at timestamptz not null,
  opened_by_touch_id bigint,
  reason jsonb not null,
  closed_at timestamptz,
  close_reason text,
  primary key (workspace_id, person_id, lead_id)
);
comment on table lead is 'people: one pursuit of a person: subject of interest, source, stage, owner; reason says which rule made it a lead';
create unique index lead_one_open on lead (workspace_id, person_id, pipeline) where closed_at is null;
create index lead_owner on lead (workspace_id, owner_id, person_id) where closed_at is null;
select plumb_protect('lead');
