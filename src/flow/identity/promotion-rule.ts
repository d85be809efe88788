import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../access/audit.ts';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { notifyLive } from '../../base/live.ts';
import { checkCondition, placeProblems } from '../../conditions/check.ts';
import type { Condition } from '../../conditions/format.ts';
import { peopleCatalogue } from './catalogue.ts';
import { defaultPromotionRule, loadContext } from './context.ts';

type Rule = { rule: Condition; is_default: boolean };

/** The rule by which an interest becomes a lead here. */
export async function readPromotionRule(tx: Tx, workspaceId: number): Promise<Rule> {
  const { promotion_rule } = await loadContext(tx, workspaceId);
  return { rule: promotion_rule, is_default: promotion_rule === defaultPromotionRule };
}

/** Sets the rule, or goes back to the shipped one with null; holds for what arrives from now on. Throws `condition_invalid`. */
export async function setPromotionRule(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  rule: Condition | null,
): Promise<Rule> {
  const context = await loadContext(tx, workspaceId);
  const problems = rule ? checkCondition(rule, peopleCatalogue(context)) : [];
  if (problems.length > 0)
    throw new AppError('condition_invalid', 'Promotion rule: cannot be understood', {
      errors: placeProblems(problems, []),
    });
  await sql`update workspace w set settings = case when ${rule === null} then w.settings - 'promotion_rule'
      else jsonb_set(w.settings, '{promotion_rule}', ${JSON.stringify(rule)}::jsonb) end
    where w.workspace_id = ${workspaceId}`.execute(tx);
  await recordChange(tx, by, {
    action: 'promotion_rule.changed',
    subject_kind: 'workspace',
    subject_id: workspaceId,
    before: { promotion_rule: context.promotion_rule },
    after: { promotion_rule: rule ?? defaultPromotionRule },
  });
  await notifyLive(tx, { topic: 'promotion_rule' });
  return readPromotionRule(tx, workspaceId);
}
