import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Tx } from '../base/db.ts';
import { notifyLive } from '../base/live.ts';
import { givenRows } from '../base/rows.ts';
import type { Actor } from './actor.ts';

type State = Record<string, unknown> | null | undefined;

/** What this module's own screens show; what others keep they announce themselves, with what belongs to it. */
const shownKinds = new Set(['invitation', 'key', 'member', 'team', 'workspace']);

/** What somebody did. `before` is missing for something made, `after` for something removed. */
export type Change = {
  /** `noun.verbed`, for example `member.role_changed`. */
  action: string;
  subject_kind: string;
  subject_id?: string | number | null;
  before?: State;
  after?: State;
};

/** Both sides of a change, only with what is not the same on both. */
type Kept = { before: State; after: State };

/** The actor as far as the audit log names it; `{ user_id: null, key_id: null, request_id: null }` is Plumb itself. */
export type ChangedBy = Pick<Actor, 'user_id' | 'key_id' | 'request_id'>;

/** Plumb itself, acting without anybody having asked. */
export const byPlumb: ChangedBy = { user_id: null, key_id: null, request_id: null };

/**
 * Writes down who changed what, in the transaction that changes it and for its workspace. Only keys that differ are kept,
 * secrets never. A change that changed nothing is not written. Screens that show the log, or who and what has access, are told.
 *
 * `goes_on`: part of what is kept while somebody types. Where the same user did the same to the same subject as the last thing done to it,
 * within ten minutes, both become one entry, from what was before the first to what is after this one. The database lets only answers of
 * interviews and changes of journey maps go on.
 */
export async function recordChange(tx: Tx, by: ChangedBy, change: Change & { goes_on?: boolean }): Promise<void> {
  const kept = keepChanged(change.before, change.after);
  const { before, after } = kept;
  if (change.before && change.after && before === null && after === null) return;
  if (!(change.goes_on && (await extendLast(tx, by, change, kept)))) await writeEntry(tx, by, change, kept);
  if (shownKinds.has(change.subject_kind)) await notifyLive(tx, { topic: change.subject_kind });
  await notifyLive(tx, { topic: 'audit' });
}

async function writeEntry(tx: Tx, by: ChangedBy, change: Change, { before, after }: Kept): Promise<void> {
  await sql`
    insert into audit_entry (workspace_id, user_id, key_id, action, subject_kind, subject_id, before, after, request_id)
    values (plumb_workspace(), ${by.user_id}, ${by.key_id}, ${change.action}, ${change.subject_kind},
      ${change.subject_id === undefined || change.subject_id === null ? null : String(change.subject_id)},
      ${toJson(before)}::jsonb, ${toJson(after)}::jsonb, ${by.request_id})`.execute(tx);
}

/** Makes the last entry on the subject one with this change, where it may go on; whether it did. */
async function extendLast(tx: Tx, by: ChangedBy, change: Change, kept: Kept): Promise<boolean> {
  const { rows } = await sql<Kept & { audit_entry_id: number; action: string }>`
    select a.audit_entry_id, a.action, a.before, a.after from audit_entry a
    where a.workspace_id = plumb_workspace() and a.subject_kind = ${change.subject_kind} and a.subject_id = ${String(change.subject_id)}
    order by a.audit_entry_id desc limit 1`.execute(tx);
  const last = rows[0];
  if (last?.action !== change.action) return false;
  const { before, after } = joinChanges(last, kept);
  const { rows: extended } = await sql<{ entry: number | null }>`
    select plumb_extend_audit(${last.audit_entry_id}, ${by.user_id}, ${toJson(before)}::jsonb, ${toJson(after)}::jsonb, ${by.request_id})
      as entry`.execute(tx);
  return extended[0]?.entry != null;
}

const secretKey = /password|secret|token|(^|_)hash$/i;

/** The two states without the keys that are the same in both, and without secrets; null where nothing is left. */
export function keepChanged(before: State, after: State): Kept {
  const [old, fresh] = [toPlain(before), toPlain(after)];
  const keys = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  const changed = [...keys].filter((key) => !secretKey.test(key) && !isDeepStrictEqual(old[key], fresh[key]));
  return { before: pick(old, changed), after: pick(fresh, changed) };
}

/** Two changes, one after the other, as one. A key that neither side of a change has was not touched by it. */
export function joinChanges(first: Kept, next: Kept): Kept {
  const touched = (change: Kept) => new Set([...Object.keys(change.before ?? {}), ...Object.keys(change.after ?? {})]);
  const [byFirst, byNext] = [touched(first), touched(next)];
  const without = (state: State, keys: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(state ?? {}).filter(([key]) => !keys.has(key)));
  return keepChanged(
    { ...without(next.before, byFirst), ...first.before },
    { ...without(first.after, byNext), ...next.after },
  );
}

/** As it will read in the log: dates as ISO text, what JSON cannot say left out. */
function toPlain(state: State): Record<string, unknown> {
  return state ? JSON.parse(JSON.stringify(state)) : {};
}

function pick(state: Record<string, unknown>, keys: string[]): State {
  const entries = keys.filter((key) => key in state).map((key) => [key, state[key]]);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function toJson(state: State): string | null {
  return state ? JSON.stringify(state) : null;
}

/** The same for one change to each of many subjects, in one statement. */
export async function recordChanges(
  tx: Tx,
  by: ChangedBy,
  changes: readonly (Change & { subject_id: string | number })[],
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ action, subject_kind, subject_id, ...states }) => ({
    action,
    subject_kind,
    subject_id: String(subject_id),
    ...keepChanged(states.before, states.after),
  }));
  await sql`
    insert into audit_entry (workspace_id, user_id, key_id, action, subject_kind, subject_id, before, after, request_id)
    select plumb_workspace(), ${by.user_id}::text, ${by.key_id}::int, g.action, g.subject_kind, g.subject_id, g.before, g.after, ${by.request_id}::text
    from ${givenRows(rows, { action: 'text', subject_kind: 'text', subject_id: 'text', before: 'jsonb', after: 'jsonb' })} as g`.execute(
    tx,
  );
  await notifyLive(tx, { topic: 'audit' });
}
