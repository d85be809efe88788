import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../../access/audit.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { readWhen } from '../profiles/read-when.ts';
import { MOST_RULES, type NewValidityRule, type ValidityRuleChange } from './contract.ts';
import { readValidityRules } from './queries.ts';

/** Makes a rule, the last in order; answers its id. Throws `condition_invalid` with every problem, `conflict` where no more may be in use. */
export async function makeValidityRule(tx: Tx, workspaceId: number, by: ChangedBy, wish: NewValidityRule) {
  await lockRules(tx, workspaceId);
  await expectRoom(tx, workspaceId);
  const when = await readWhen(tx, workspaceId, wish.when);
  const { rows } = await sql<{ validity_rule_id: number }>`
    insert into validity_rule (workspace_id, name, condition, reason, position)
    select ${workspaceId}, ${wish.name}, ${JSON.stringify(when)}::jsonb, ${wish.reason}, coalesce(max(r.position), 0) + 1
    from validity_rule r where r.workspace_id = ${workspaceId}
    returning validity_rule_id`.execute(tx);
  const validity_rule_id = rows[0]?.validity_rule_id as number;
  await recordChange(tx, by, {
    action: 'validity_rule.made',
    subject_kind: 'validity_rule',
    subject_id: validity_rule_id,
    after: { name: wish.name, when, reason: wish.reason },
  });
  await tellChanged(tx);
  return { validity_rule_id };
}

/**
 * Changes, archives or brings back what is named; models that are published keep what they have. Throws `not_found`, `condition_invalid`,
 * `conflict` where no more may be in use.
 */
export async function changeValidityRule(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  ruleId: number,
  { archived, ...change }: ValidityRuleChange,
) {
  await lockRules(tx, workspaceId);
  const { rows } = await sql<{ name: string; when: unknown; reason: string; archived: boolean }>`
    select r.name, r.condition as when, r.reason, r.archived_at is not null as archived
    from validity_rule r where r.workspace_id = ${workspaceId} and r.validity_rule_id = ${ruleId}`.execute(tx);
  const before = rows[0];
  if (!before) throw notFound(ruleId);
  if (before.archived && archived === false) await expectRoom(tx, workspaceId);
  const when = change.when === undefined ? before.when : await readWhen(tx, workspaceId, change.when);
  const after = { ...before, ...change, when, archived: archived ?? before.archived };
  await sql`
    update validity_rule r set name = ${after.name}, condition = ${JSON.stringify(after.when)}::jsonb, reason = ${after.reason},
      changed_at = now(), archived_at = ${after.archived ? sql`coalesce(r.archived_at, now())` : sql`null`}
    where r.workspace_id = ${workspaceId} and r.validity_rule_id = ${ruleId}`.execute(tx);
  await recordChange(tx, by, {
    action: 'validity_rule.changed',
    subject_kind: 'validity_rule',
    subject_id: ruleId,
    before,
    after,
  });
  await tellChanged(tx);
  return { validity_rule_id: ruleId };
}

/**
 * Puts rules into this order, which is the one in which reasons are shown; those not named come after, as they stood. Does nothing where that
 * is their order already. Throws `not_found`.
 */
export async function orderValidityRules(tx: Tx, workspaceId: number, by: ChangedBy, ids: readonly number[]) {
  await lockRules(tx, workspaceId);
  const { rows } = await sql<{ validity_rule_id: number }>`
    select r.validity_rule_id from validity_rule r where r.workspace_id = ${workspaceId} order by r.position, r.validity_rule_id`.execute(
    tx,
  );
  const before = rows.map((row) => row.validity_rule_id);
  const foreign = ids.find((id) => !before.includes(id));
  if (foreign !== undefined) throw notFound(foreign);
  const after = [...new Set([...ids, ...before])];
  if (after.every((id, place) => id === before[place])) return;
  await sql`
    update validity_rule r set position = o.place
    from unnest(${after}::int[]) with ordinality as o (validity_rule_id, place)
    where r.workspace_id = ${workspaceId} and r.validity_rule_id = o.validity_rule_id`.execute(tx);
  await recordChange(tx, by, {
    action: 'validity_rule.ordered',
    subject_kind: 'validity_rule',
    before: { validity_rule_ids: before },
    after: { validity_rule_ids: after },
  });
  await tellChanged(tx);
}

/** Lets nobody else change the workspace's rules before this transaction ends: their number and their order are of all of them. */
async function lockRules(tx: Tx, workspaceId: number): Promise<void> {
  await sql`select from workspace w where w.workspace_id = ${workspaceId} for no key update`.execute(tx);
}

/** Throws `conflict` where no more rules may be in use. The rules must be locked. */
async function expectRoom(tx: Tx, workspaceId: number): Promise<void> {
  const { length } = await readValidityRules(tx, workspaceId);
  if (length < MOST_RULES) return;
  throw new AppError(
    'conflict',
    `Validity rules: ${length} are in use, expected at most ${MOST_RULES}: archive one first`,
  );
}

function notFound(ruleId: number): AppError {
  return new AppError('not_found', `Validity rule ${ruleId}: not found in this workspace`);
}

/** Whether somebody is valid stands in lists and on cards, and is a field that lists are filtered by. */
async function tellChanged(tx: Tx): Promise<void> {
  for (const topic of ['validity', 'field', 'person']) await notifyLive(tx, { topic });
}
