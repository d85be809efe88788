-- Why: every company tells its own way that somebody bought; what is learnt from customers must follow that.

create table won_rule (
  workspace_id integer primary key references workspace on delete cascade,
  condition jsonb not null,
  changed_at timestamptz not null default now()
);
comment on table won_rule is 'config: the condition on touches by which somebody has bought; without a row the usual events of orders';
select plumb_protect('won_rule');
