-- Why: whoever is responsible for a lead hears at once that it became ready, on the screen and by e-mail.

create table notification (
  workspace_id integer not null references workspace on delete cascade,
  notification_id bigint generated always as identity,
  user_id text not null references auth_user on delete cascade,
  kind text not null,
  person_id bigint,
  about text not null,
  content jsonb not null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  mail_to text,
  mailed_at timestamptz,
  not_before timestamptz not null default now(),
  primary key (workspace_id, notification_id),
  constraint notification_once unique (workspace_id, user_id, about),
  constraint notification_kind_known check (kind in ('crossed', 'crossed_many'))
);
comment on table notification is 'local: something a member should know; about names what it tells of, so that it is told once; mail_to: the address it goes to by e-mail, not before not_before, until mailed_at';
create index notification_newest on notification (workspace_id, user_id, notification_id desc);
create index notification_unread on notification (workspace_id, user_id) where read_at is null;
create index notification_to_mail on notification (notification_id) where mail_to is not null and mailed_at is null;
select plumb_protect('notification');

create table notification_setting (
  workspace_id integer not null references workspace on delete cascade,
  user_id text not null references auth_user on delete cascade,
  mail_up boolean not null,
  mail_down boolean not null,
  primary key (workspace_id, user_id)
);
comment on table notification_setting is 'config: what a member gets by e-mail: leads of theirs that cross a threshold upwards (unless said otherwise), downwards (only if said so)';
select plumb_protect('notification_setting');
