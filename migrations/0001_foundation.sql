-- Why: workspaces kept apart by row-level security, and jobs that can be asked for in the transaction that needs them.

-- Roles belong to the whole server, so another database of it may be making the same one at this moment.
do $$
begin
  if not exists (select from pg_roles where rolname = 'plumb_app') then
    create role plumb_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;

-- The role we sign in with takes the role we work under. Nothing is written where that is possible already.
do $$
declare
  membership text := case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end;
begin
  if not pg_has_role(current_user, 'plumb_app', membership) then
    execute format('grant plumb_app to %I', current_user);
  end if;
end
$$;

create extension if not exists pg_trgm;

do $$
begin
  execute format('grant usage on schema %I to plumb_app', current_schema());
end
$$;

-- The workspace that this transaction works in, or null outside of one. Plain SQL, so that the planner sees through it.
create function plumb_workspace() returns integer
  language sql stable parallel safe
  return nullif(current_setting('plumb.workspace', true), '')::integer;

-- Binds a table to its workspace: under plumb_app its rows of other workspaces are not there. Call it for every new table
-- that has a workspace_id.
create function plumb_protect(protected regclass) returns void
  language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', protected);
  execute format(
    'create policy own_workspace on %s for all to plumb_app using (workspace_id = plumb_workspace()) with check (workspace_id = plumb_workspace())',
    protected
  );
  execute format('grant select, insert, update, delete on %s to plumb_app', protected);
end
$$;

-- Under row-level security PostgreSQL uses an index for an operator only if its function is marked leakproof: it must not
-- tell anything of a row that the policy hides. Those of search and filters raise no error that depends on a row. Marking
-- them needs a superuser; without one everything works, but lists and search read more rows, and `plumb doctor` says so.
create function plumb_trust(trusted regprocedure) returns void
  language plpgsql
as $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    execute format('alter function %s leakproof', trusted);
  end if;
end
$$;

create function plumb_trust_search() returns void
  language sql
as $$
  select plumb_trust(trusted::regprocedure)
  from unnest(array[
    'jsonb_contains(jsonb, jsonb)', 'jsonb_exists(jsonb, text)', 'jsonb_exists_any(jsonb, text[])',
    'jsonb_exists_all(jsonb, text[])', 'jsonb_object_field(jsonb, text)', 'jsonb_object_field_text(jsonb, text)',
    'textlike(text, text)', 'textnlike(text, text)', 'texticlike(text, text)', 'texticnlike(text, text)',
    'similarity_op(text, text)', 'word_similarity_op(text, text)'
  ]) as trusted
$$;
select plumb_trust_search();

create table workspace (
  workspace_id integer generated always as identity primary key,
  name text not null,
  kind text not null default 'real',
  time_zone text not null default 'UTC',
  language text not null default 'en',
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint workspace_kind_known check (kind in ('real', 'demo')),
  constraint workspace_name_present check (name <> '')
);
comment on table workspace is 'config: one company''s data, apart from every other; kind demo is the synthetic one, removed with one click';
select plumb_protect('workspace');

-- Asks for a job inside the present transaction: it exists when that commits, and never when it does not. The workspace is
-- taken from the transaction, so that nobody can ask for work in another one.
create function plumb_enqueue(
  job text, payload json, run_at timestamptz, job_key text, max_attempts integer, queue text
) returns bigint
  language sql volatile security definer
  set search_path = pg_catalog, pg_temp
as $$
  select (graphile_worker.add_job(
    identifier => job,
    payload => json_build_object('workspace_id', current_setting('plumb.workspace', true), 'payload', payload),
    run_at => run_at,
    job_key => job_key,
    max_attempts => max_attempts,
    queue_name => queue
  )).id
$$;
revoke all on function plumb_enqueue from public;
grant execute on function plumb_enqueue to plumb_app;
