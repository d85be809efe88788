-- Why: when somebody becomes warm or hot, or ceases to be, others act on it: each crossing is kept once, with what made it.

create table crossing (
  workspace_id integer not null,
  person_id bigint not null,
  crossing_id bigint generated always as identity,
  model_id integer not null,
  version integer not null,
  from_band text,
  to_band text not null,
  total integer not null,
  cause text not null,
  crossed_at timestamptz not null,
  primary key (workspace_id, person_id, crossing_id),
  constraint crossing_cause_known check (cause in ('touch', 'time', 'model', 'adjustment'))
);
comment on table crossing is 'people: somebody went from a band of a model to another (from_band null: new, and above the lowest); its receipt is the one of crossed_at';
create index crossing_when on crossing (workspace_id, model_id, crossed_at);
select plumb_protect('crossing');
