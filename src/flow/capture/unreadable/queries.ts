import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { InputProblem } from '../../../base/errors.ts';
import { givenRows } from '../../../base/rows.ts';
import type { Unreadable, UnreadableChoice, UnreadableQuery } from '../contract.ts';
import type { UnreadableDraft } from './draft.ts';

/** How much of a body a list shows. */
const shownChars = 2_000;

/** Writes down what could not be understood. */
export async function insertUnreadable(tx: Tx, workspaceId: number, drafts: UnreadableDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await sql`
    insert into unreadable (workspace_id, source_id, door, received_at, content_type, body, envelope, problems)
    select ${workspaceId}, g.source_id, g.door, to_timestamp(g.received_at / 1000.0), g.content_type, g.body, g.envelope, g.problems
    from ${givenRows(drafts, {
      source_id: 'int',
      door: 'text',
      received_at: 'bigint',
      content_type: 'text',
      body: 'long_text',
      envelope: 'jsonb',
      problems: 'jsonb',
    })} as g`.execute(tx);
}

/** A page of them, newest first, bodies cut short; and how many wait altogether. */
export async function listUnreadable(tx: Tx, workspaceId: number, query: UnreadableQuery) {
  const { state, source_id = null, door = null, before = null, limit } = query;
  const { rows } = await sql<Unreadable>`
    select unreadable_id, source_id, door, received_at, content_type, left(body, ${shownChars}) as body,
      length(body) as body_chars, problems, state, settled_at
    from unreadable
    where workspace_id = ${workspaceId} and state = ${state}
      and (${source_id}::integer is null or source_id = ${source_id})
      and (${door}::text is null or door = ${door})
      and (${before}::bigint is null or unreadable_id < ${before})
    order by unreadable_id desc limit ${limit + 1}`.execute(tx);
  const unreadable = rows.slice(0, limit);
  const next = rows.length > limit ? (unreadable.at(-1)?.unreadable_id ?? null) : null;
  return { unreadable, next, waiting: await countWaiting(tx, workspaceId, {}) };
}

/** One of them with its whole body. */
export async function findUnreadable(
  tx: Tx,
  workspaceId: number,
  unreadableId: number,
): Promise<Unreadable | undefined> {
  const { rows } = await sql<Unreadable>`
    select unreadable_id, source_id, door, received_at, content_type, body, length(body) as body_chars, problems, state, settled_at
    from unreadable where workspace_id = ${workspaceId} and unreadable_id = ${unreadableId}`.execute(tx);
  return rows[0];
}

/** How many wait of those chosen. */
export async function countWaiting(tx: Tx, workspaceId: number, choice: UnreadableChoice): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from unreadable where ${isChosen(workspaceId, choice)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export type WaitingUnreadable = UnreadableDraft & { unreadable_id: number };

/** The next waiting ones of those chosen after an id, oldest first, locked; what somebody else works on is left out. */
export async function takeWaiting(
  tx: Tx,
  workspaceId: number,
  choice: UnreadableChoice,
  { after, limit }: { after: number; limit: number },
): Promise<WaitingUnreadable[]> {
  const { rows } = await sql<WaitingUnreadable>`
    select unreadable_id, source_id, door, (extract(epoch from received_at) * 1000)::bigint as received_at, content_type, body,
      envelope, problems
    from unreadable
    where ${isChosen(workspaceId, choice)} and unreadable_id > ${after}
    order by unreadable_id limit ${limit}
    for update skip locked`.execute(tx);
  return rows;
}

/** Says what became of some: settled in a state, or still waiting with the problems found now. */
export async function settleUnreadable(
  tx: Tx,
  workspaceId: number,
  settled: { unreadable_id: number; problems: InputProblem[] | null }[],
  now: number,
): Promise<void> {
  if (settled.length === 0) return;
  await sql`
    update unreadable u set
      state = case when g.problems is null then 'replayed' else u.state end,
      settled_at = case when g.problems is null then ${new Date(now)}::timestamptz end,
      problems = coalesce(g.problems, u.problems)
    from ${givenRows(settled, { unreadable_id: 'bigint', problems: 'jsonb' })} as g
    where u.workspace_id = ${workspaceId} and u.unreadable_id = g.unreadable_id`.execute(tx);
}

/** Puts the chosen ones aside; answers how many. */
export async function dismissWaiting(
  tx: Tx,
  workspaceId: number,
  choice: UnreadableChoice,
  now: number,
): Promise<number> {
  const result = await sql`
    update unreadable set state = 'dismissed', settled_at = ${new Date(now)}
    where ${isChosen(workspaceId, choice)}`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
}

function isChosen(workspaceId: number, { unreadable_ids, source_id, door }: UnreadableChoice) {
  return sql<boolean>`workspace_id = ${workspaceId} and state = 'waiting'
    and (${unreadable_ids ?? null}::bigint[] is null or unreadable_id = any(${unreadable_ids ?? null}::bigint[]))
    and (${source_id ?? null}::integer is null or source_id = ${source_id ?? null})
    and (${door ?? null}::text is null or door = ${door ?? null})`;
}
