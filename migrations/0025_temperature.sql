-- Why: how a lead is treated follows from a word, hot, warm or cold, that a person may know better than the points, and that silence cools.

create table temperature (
  workspace_id integer not null,
  person_id bigint not null,
  temperature_id bigint generated always as identity,
  origin_person_id bigint not null,
  band text not null,
  reason text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  made_by text not null,
  ended_by text,
  primary key (workspace_id, person_id, temperature_id),
  constraint temperature_ends_after_start check (ends_at is null or ends_at >= starts_at)
);
comment on table temperature is 'people: a band said by hand, from starts_at until before ends_at (null: until somebody ends it); of several the one said last holds. ended_by ended it early. Never removed';
select plumb_protect('temperature');

create table cooling (
  workspace_id integer not null references workspace on delete cascade,
  band text not null,
  days integer not null,
  primary key (workspace_id, band),
  constraint cooling_days_some check (days between 1 and 3650)
);
comment on table cooling is 'config: after so many days without a touch somebody of this band counts as of the next lower one; no row: never';
select plumb_protect('cooling');

-- The view that every workspace begins with means the word that its rows show.
update saved_view set definition = jsonb_set(definition, '{filter}', '{"combinator":"and","rules":[{"field":"lead.temperature","operator":"=","value":"hot"}]}')
where key = 'hot' and definition -> 'filter' = '{"combinator":"and","rules":[{"field":"score.band","operator":"=","value":"hot"}]}';
