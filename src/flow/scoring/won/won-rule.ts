import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../../access/audit.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { checkCondition, placeProblems } from '../../../conditions/check.ts';
import type { Condition } from '../../../conditions/format.ts';
import { signalCatalogue } from '../catalogue.ts';
import { WON_EVENTS } from '../lab/contract.ts';
import type { WonRule } from './contract.ts';

const usuallyWon: Condition = {
  combinator: 'and',
  rules: [{ field: 'touch.event', operator: 'in', value: [...WON_EVENTS] }],
};

/** Which touches say in this workspace that somebody bought. */
export async function readWonRule(tx: Tx, workspaceId: number): Promise<WonRule> {
  const { rows } = await sql<{ condition: Condition }>`
    select w.condition from won_rule w where w.workspace_id = ${workspaceId}`.execute(tx);
  const said = rows[0]?.condition;
  return { when: said ?? usuallyWon, is_usual: said === undefined };
}

/** What counts as won for a question: what it says itself, else the workspace's rule. Throws `condition_invalid` with every problem. */
export async function readWon(tx: Tx, workspaceId: number, won: Condition | undefined): Promise<Condition> {
  if (won === undefined) return (await readWonRule(tx, workspaceId)).when;
  assertWon(won, 'won');
  return won;
}

/** Says which touches mean that somebody bought; null: the usual ones. Throws `condition_invalid` with every problem. */
export async function changeWonRule(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  when: Condition | null,
): Promise<WonRule> {
  if (when !== null) assertWon(when, 'when');
  const before = await readWonRule(tx, workspaceId);
  if (when === null) await sql`delete from won_rule w where w.workspace_id = ${workspaceId}`.execute(tx);
  else
    await sql`
      insert into won_rule (workspace_id, condition) values (${workspaceId}, ${JSON.stringify(when)}::jsonb)
      on conflict (workspace_id) do update set condition = excluded.condition, changed_at = now()`.execute(tx);
  const after = await readWonRule(tx, workspaceId);
  await recordChange(tx, by, {
    action: 'won_rule.changed',
    subject_kind: 'workspace',
    subject_id: workspaceId,
    before: { when: before.when },
    after: { when: after.when },
  });
  await notifyLive(tx, { topic: 'won' });
  await notifyLive(tx, { topic: 'lab' });
  await notifyLive(tx, { topic: 'customers' });
  return after;
}

/** One that holds for every touch would make a customer of everybody. */
function assertWon(won: Condition, path: string): void {
  const errors = placeProblems(checkCondition(won, signalCatalogue), ['body', path]);
  if (won.rules.length === 0) errors.push({ path: ['body', path, 'rules'], message: 'Expected at least one rule' });
  if (errors.length > 0)
    throw new AppError('condition_invalid', `What counts as won cannot be understood: ${errors[0]?.message}`, {
      errors,
    });
}
