-- Why: what is ended by hand can be taken back just as it was; and what holds now is found among ever more that has ended.

alter table temperature
  add column said_until timestamptz,
  add column holds_until timestamptz not null generated always as (coalesce(ends_at, 'infinity'::timestamptz)) stored;
comment on column temperature.said_until is 'ends_at as it was before ended_by ended it early';
comment on column temperature.holds_until is 'ends_at, or never: a column, because row security lets an index serve no expression';

-- What has ended is at its low end and never read.
create index temperature_holding on temperature (workspace_id, holds_until, band);
