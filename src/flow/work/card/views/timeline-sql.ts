import { type RawBuilder, sql } from 'kysely';
import type { TimelineKind } from '../../contract.ts';
import type { TimelineWish } from '../timeline-query.ts';

type Sql = RawBuilder<unknown>;

/** What of whose timeline to read; touches from `since` on, all of them where it is null. */
export type Stretch = {
  workspaceId: number;
  personId: number;
  timeZone: string;
  wish: TimelineWish;
  since: Date | null;
  /** Epoch ms: what ends later has not ended. */
  now: number;
};

/** Entries of these kinds as rows of `kind, at, rank, id, data`; of two at one instant the greater rank is shown above. */
export function changesOf(stretch: Stretch): Sql {
  const branches: Record<TimelineKind, (stretch: Stretch) => Sql> = { touch, note, owner, merge, temperature };
  const wanted = [...stretch.wish.kinds].map((kind) => sql`(${branches[kind](stretch)})`);
  return sql`${sql.join(wanted, sql` union all `)}`;
}

/** `from touch t where …`: the touches that a page may show, with all of the day on which the page before ended. */
export function touchesOf({ workspaceId, personId, timeZone, wish }: Omit<Stretch, 'since' | 'now'>): Sql {
  const { after, types } = wish;
  const isBelow = after
    ? sql`t.occurred_at < ((${after.at}::timestamptz at time zone ${timeZone})::date + 1)::timestamp at time zone ${timeZone}`
    : sql`true`;
  const isOfType = types ? sql`t.type = any(${[...types]}::text[])` : sql`true`;
  return sql`from touch t where t.workspace_id = ${workspaceId} and t.person_id = ${personId} and ${isBelow} and ${isOfType}`;
}

/** What tells one page from another; every touch that is no view of a page, or of none we know, stands for itself. */
const page = sql`case when t.type in ('page', 'screen')
  then t.type || ' ' || coalesce(t.properties ->> 'host', '') || ' ' ||
    coalesce(t.properties ->> 'path', t.properties ->> 'url', t.event, t.properties ->> 'title')
  end`;

function touch(stretch: Stretch): Sql {
  const { since, timeZone } = stretch;
  const isWithin = since === null ? sql`true` : sql`t.occurred_at >= ${since}`;
  return sql`
    select 'touch' as kind, f.occurred_at as at, 0 as rank, f.touch_id as id,
      jsonb_build_object('type', f.type, 'channel', f.channel, 'event', f.event, 'source_id', f.source_id,
        'properties', f.properties, 'fields', nullif(f.fields - 'company_id', '{}'), 'count', f.count, 'first_at', f.first_at) as data
    from (
      select t.touch_id, t.occurred_at, t.type, t.channel, t.event, t.source_id, t.properties, t.fields,
        row_number() over (fold order by t.occurred_at desc, t.touch_id desc) as place,
        count(*) over fold as count, min(t.occurred_at) over fold as first_at
      ${touchesOf(stretch)} and ${isWithin}
      window fold as (partition by (t.occurred_at at time zone ${timeZone})::date, coalesce(${page}, t.touch_id::text))
    ) f
    where f.place = 1`;
}

function note({ workspaceId, personId }: Stretch): Sql {
  return sql`
    select 'note' as kind, n.created_at as at, 3 as rank, n.note_id as id,
      jsonb_build_object('body', n.body, 'author_id', n.author_id, 'edited_at', n.edited_at, 'key_name', k.name) as data
    from note n
    left join api_key k on k.workspace_id = n.workspace_id and 'key:' || k.key_id = n.author_id
    where n.workspace_id = ${workspaceId} and n.person_id = ${personId} and n.deleted_at is null`;
}

/** The person and everybody who became part of them. */
function parts({ workspaceId, personId }: Stretch): Sql {
  return sql`
    with recursive part (person_id) as (
      select ${personId}::bigint
      union
      select k.merged_person_id from part
      join person_link k on k.workspace_id = ${workspaceId} and k.person_id = part.person_id and k.undone_at is null
    )`;
}

function owner(stretch: Stretch): Sql {
  return sql`
    ${parts(stretch)}
    select 'owner' as kind, a.at, 2 as rank, a.audit_entry_id as id,
      jsonb_build_object('from', a.before ->> 'owner_id', 'to', a.after ->> 'owner_id', 'by', coalesce(a.user_id, 'key:' || a.key_id), 'key_name', k.name) as data
    from audit_entry a
    left join api_key k on k.workspace_id = a.workspace_id and k.key_id = a.key_id
    where a.workspace_id = ${stretch.workspaceId} and a.subject_kind = 'person' and a.action = 'lead.owner_changed'
      and a.subject_id in (select part.person_id::text from part)`;
}

function merge(stretch: Stretch): Sql {
  return sql`
    ${parts(stretch)}
    select 'merge' as kind, k.linked_at as at, 1 as rank, k.person_link_id as id,
      jsonb_build_object('merged_person_id', k.merged_person_id, 'evidence', k.evidence, 'undone_at', k.undone_at) as data
    from person_link k
    where k.workspace_id = ${stretch.workspaceId} and k.person_id in (select part.person_id from part)`;
}

function temperature({ workspaceId, personId, now }: Stretch): Sql {
  return sql`
    select 'temperature' as kind, e.at, e.rank, t.temperature_id as id,
      jsonb_build_object('what', e.what, 'band', t.band, 'reason', t.reason, 'by', e.by, 'key_name', k.name,
        'until', case when t.ended_by is null then t.ends_at end) as data
    from temperature t
    cross join lateral (values ('set', 4, t.starts_at, t.made_by), ('ended', 5, t.ends_at, t.ended_by)) as e (what, rank, at, by)
    left join api_key k on k.workspace_id = t.workspace_id and 'key:' || k.key_id = e.by
    where t.workspace_id = ${workspaceId} and t.person_id = ${personId} and e.at <= ${new Date(now)}`;
}
