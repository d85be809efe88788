-- Why: a user may know what no rule can see; points given by hand have a reason, an end and a line in the receipt, like any other.

create table adjustment (
  workspace_id integer not null,
  person_id bigint not null,
  adjustment_id bigint generated always as identity,
  origin_person_id bigint not null,
  model_id integer not null,
  dimension text not null,
  points integer not null,
  reason text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  made_by text not null,
  ended_by text,
  primary key (workspace_id, person_id, adjustment_id),
  constraint adjustment_points_move check (points between -1000 and 1000 and points <> 0),
  constraint adjustment_ends_after_start check (ends_at is null or ends_at >= starts_at)
);
comment on table adjustment is 'people: points given by hand in a dimension of a model, from starts_at until before ends_at (null: until somebody ends it); ended_by ended it early. Never removed, so that past scores can be read again';
create index adjustment_model on adjustment (workspace_id, model_id, person_id);
select plumb_protect('adjustment');
