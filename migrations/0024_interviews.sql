-- Why: salespeople know what the data does not tell; their answers to fixed questions become proposed rules.

create table interview (
  workspace_id integer not null references workspace on delete cascade,
  interview_id integer generated always as identity,
  user_id text not null,
  answers jsonb not null default '{}',
  revision integer not null default 0,
  begun_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (workspace_id, interview_id),
  constraint interview_one_each unique (workspace_id, user_id)
);
comment on table interview is 'config: what somebody who sells answered about customers, one for each user; a change names the revision that it was made over';
select plumb_protect('interview');
