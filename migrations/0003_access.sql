-- Why: users sign in, belong to workspaces in a role, invite others, hand out keys, and every change says who made it.

-- Sign-in. The columns are the ones Better Auth asks for (a test compares them); a user may belong to many workspaces, so
-- these have no workspace_id. Named auth_…, because "user" without quotes means the database role in SQL.

create table auth_user (
  id text primary key,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  language text not null default 'en',
  theme text not null default 'auto',
  time_zone text,
  last_workspace_id integer references workspace on delete set null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp,
  constraint auth_user_email_unique unique (email),
  constraint auth_user_email_lower check (email = lower(email)),
  constraint auth_user_theme_known check (theme in ('auto', 'light', 'dark'))
);
comment on table auth_user is 'local: somebody who can sign in, with their preferences; time_zone null means the workspace''s';

create table auth_session (
  id text primary key,
  user_id text not null references auth_user on delete cascade,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  constraint auth_session_token_unique unique (token)
);
comment on table auth_session is 'local: a browser that is signed in';
create index auth_session_user on auth_session (user_id);

create table auth_account (
  id text primary key,
  user_id text not null references auth_user on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  constraint auth_account_unique unique (provider_id, account_id)
);
comment on table auth_account is 'local: a way to sign in: a password (scrypt), or an account with the OIDC provider, whose tokens are not kept';
create index auth_account_user on auth_account (user_id);

create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
comment on table auth_verification is 'local: an OIDC sign-in that is under way, or a link by which somebody sets a new password (by the hash of its token)';
create index auth_verification_identifier on auth_verification (identifier);

-- Unlogged: a crash may forget who tried how often.
create unlogged table rate_limit (
  key_hash bytea primary key,
  hits integer not null,
  ends_at timestamptz not null
);
comment on table rate_limit is 'local: how often something was tried in the present window, by the hash of who tried what; shared by all processes';
create index rate_limit_ended on rate_limit (ends_at);

grant select, insert, update, delete on auth_user, auth_session, auth_account, auth_verification, rate_limit to plumb_app;

-- A workspace is made inside itself: its number is taken first.
grant usage on sequence workspace_workspace_id_seq to plumb_app;

create table team (
  workspace_id integer not null references workspace on delete cascade,
  team_id integer generated always as identity,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, team_id),
  constraint team_name_unique unique (workspace_id, name),
  constraint team_name_present check (name <> '')
);
comment on table team is 'config: members who share leads where salespeople see their team''s';
select plumb_protect('team');

create table member (
  workspace_id integer not null references workspace on delete cascade,
  user_id text not null references auth_user,
  role text not null,
  team_id integer,
  created_at timestamptz not null default now(),
  left_at timestamptz,
  primary key (workspace_id, user_id),
  constraint member_team foreign key (workspace_id, team_id) references team on delete set null (team_id),
  constraint member_role_known check (role in ('administrator', 'marketing', 'head_of_sales', 'salesperson', 'viewer'))
);
comment on table member is 'config: a user in a workspace; one who left stays, because records name them';
create index member_user on member (user_id) where left_at is null;
select plumb_protect('member');

create table invitation (
  workspace_id integer not null references workspace on delete cascade,
  invitation_id integer generated always as identity,
  token_hash bytea not null,
  email text not null,
  role text not null,
  team_id integer,
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text,
  revoked_at timestamptz,
  primary key (workspace_id, invitation_id),
  constraint invitation_token_unique unique (token_hash),
  constraint invitation_team foreign key (workspace_id, team_id) references team on delete set null (team_id),
  constraint invitation_email_lower check (email = lower(email)),
  constraint invitation_role_known check (role in ('administrator', 'marketing', 'head_of_sales', 'salesperson', 'viewer'))
);
comment on table invitation is 'local: a link by which somebody joins; only the hash of its token is kept';
create unique index invitation_one_open on invitation (workspace_id, email) where accepted_at is null and revoked_at is null;
create index invitation_email on invitation (email) where accepted_at is null and revoked_at is null;
select plumb_protect('invitation');

create table api_key (
  workspace_id integer not null references workspace on delete cascade,
  key_id integer generated always as identity,
  kind text not null,
  name text not null,
  token_hash bytea not null,
  shown text not null,
  public_token text,
  role text,
  source_id integer,
  created_by text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, key_id),
  constraint api_key_token_unique unique (token_hash),
  constraint api_key_kind_known check (kind in ('secret', 'write')),
  constraint api_key_role_known check ((kind = 'secret') = (role is not null) and role in ('administrator', 'marketing', 'viewer')),
  constraint api_key_public_if_write check ((kind = 'write') = (public_token is not null)),
  constraint api_key_source_if_write check (kind = 'write' or source_id is null)
);
comment on table api_key is 'local: a secret key acts in a role and only its hash is kept; a public write key stands on web pages, may only send touches, and can be shown again';
select plumb_protect('api_key');

create table audit_entry (
  workspace_id integer not null references workspace on delete cascade,
  audit_entry_id bigint generated always as identity,
  at timestamptz not null default now(),
  user_id text,
  key_id integer,
  action text not null,
  subject_kind text not null,
  subject_id text,
  before jsonb,
  after jsonb,
  request_id text,
  primary key (workspace_id, audit_entry_id),
  constraint audit_entry_one_actor check (user_id is null or key_id is null)
);
comment on table audit_entry is 'local: who changed what, from what, to what; only the keys that changed, never a secret. Neither user nor key: Plumb itself';
create index audit_entry_subject on audit_entry (workspace_id, subject_kind, subject_id, audit_entry_id desc);
create index audit_entry_user on audit_entry (workspace_id, user_id, audit_entry_id desc);
select plumb_protect('audit_entry');
-- Nobody rewrites what was done.
revoke update, delete on audit_entry from plumb_app;

-- What must be known before the workspace is. Each answers one narrow question past row-level security; the bodies are
-- bound to their tables when they are made, so no search path can mislead them.

create function plumb_find_key(hash bytea)
  returns table (workspace_id integer, key_id integer, kind text, role text, source_id integer)
  language sql stable security definer
begin atomic
  select k.workspace_id, k.key_id, k.kind, k.role, k.source_id
  from api_key k
  where k.token_hash = hash and k.revoked_at is null;
end;

create function plumb_list_memberships(of_user text)
  returns table (workspace_id integer, name text, kind text, role text, team_id integer)
  language sql stable security definer
begin atomic
  select m.workspace_id, w.name, w.kind, m.role, m.team_id
  from member m
  join workspace w on w.workspace_id = m.workspace_id
  where m.user_id = of_user and m.left_at is null
  order by w.workspace_id;
end;

create function plumb_find_invitation(hash bytea)
  returns table (workspace_id integer, invitation_id integer)
  language sql stable security definer
begin atomic
  select i.workspace_id, i.invitation_id from invitation i where i.token_hash = hash;
end;

create function plumb_list_open_invitations(of_email text)
  returns table (workspace_id integer, invitation_id integer)
  language sql stable security definer
begin atomic
  select i.workspace_id, i.invitation_id
  from invitation i
  where i.email = of_email and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
  order by i.workspace_id;
end;

revoke all on function plumb_find_key, plumb_list_memberships, plumb_find_invitation, plumb_list_open_invitations from public;
grant execute on function plumb_find_key, plumb_list_memberships, plumb_find_invitation, plumb_list_open_invitations to plumb_app;
