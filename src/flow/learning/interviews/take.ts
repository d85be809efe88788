import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { fold } from '../../../conditions/fold.ts';
import { changeProfile, saveDraft } from '../../scoring/index.ts';
import { MOST_SIGNS, type RulesBody } from './contract.ts';
import { canTake, takeTerms, termOf } from './into-model.ts';
import { proposeRules, proposeSigns } from './propose.ts';
import { listInterviews } from './queries.ts';
import { findWorkedOn } from './views.ts';

type Sign = { sign: string; question: string };

/**
 * Puts proposed rules with these points into a model's draft, as the builder saves it. Throws `not_found` without such a model or for a
 * rule that is not proposed any more, `conflict` when the draft is another than the one saved at `over`, and `model_invalid`.
 */
export async function takeRules(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  modelId: number,
  { rules, group_name, over }: RulesBody,
): Promise<{ model_id: number; version: number; taken: number }> {
  const [model, primary] = [await findWorkedOn(tx, workspaceId, modelId), await findWorkedOn(tx, workspaceId)];
  if (!model || !primary) throw new AppError('not_found', `Model ${modelId}: not found in this workspace`);
  const possible = proposeRules(await readAnswers(tx, workspaceId)).filter((rule) =>
    canTake(rule, [model.document, primary.document]),
  );
  const proposed = new Map(possible.map((rule) => [rule.key, rule]));
  const terms = rules.map(({ key, points }) => termOf(found(proposed, key), points));
  const document = takeTerms(model.document, terms, group_name, primary.document.signals);
  const { version } = await saveDraft(tx, workspaceId, by, modelId, document, model.note, {
    over: over === null ? null : Date.parse(over),
  });
  await recordChange(tx, by, {
    action: 'interview.rules_taken',
    subject_kind: 'model',
    subject_id: modelId,
    after: { version, rules: rules.map(({ key, points }) => ({ rule: found(proposed, key).value, points })) },
  });
  return { model_id: modelId, version, taken: terms.length };
}

/**
 * Adds proposed signs with their questions to a profile; those that it has are passed over. Throws `not_found`, and `invalid_input` where
 * they would become more than a profile can have.
 */
export async function takeSigns(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  profileId: number,
  keys: readonly string[],
): Promise<{ profile_id: number; taken: number }> {
  const proposed = new Map(proposeSigns(await readAnswers(tx, workspaceId)).map((sign) => [sign.key, sign]));
  const { rows } = await sql<{ signs: Sign[] }>`
    select p.signs from profile p
    where p.workspace_id = ${workspaceId} and p.profile_id = ${profileId} for update`.execute(tx);
  if (!rows[0]) throw new AppError('not_found', `Profile ${profileId}: not found in this workspace`);
  const own = rows[0].signs;
  const known = new Set(own.map(({ question }) => fold(question)));
  const fresh = [...new Set(keys)]
    .map((key) => found(proposed, key))
    .filter(({ question }) => !known.has(fold(question)))
    .map(({ sign, question }) => ({ sign, question }));
  const many = own.length + fresh.length;
  if (many > MOST_SIGNS)
    throw new AppError(
      'invalid_input',
      `Profile ${profileId}: expected at most ${MOST_SIGNS} signs, these make ${many}`,
    );
  if (fresh.length > 0) {
    await changeProfile(tx, workspaceId, by, profileId, { signs: [...own, ...fresh] });
    await recordChange(tx, by, {
      action: 'interview.signs_taken',
      subject_kind: 'profile',
      subject_id: profileId,
      after: { signs: fresh },
    });
  }
  return { profile_id: profileId, taken: fresh.length };
}

async function readAnswers(tx: Tx, workspaceId: number) {
  return (await listInterviews(tx, workspaceId)).map(({ answers }) => answers);
}

function found<T>(proposed: ReadonlyMap<string, T>, key: string): T {
  const one = proposed.get(key);
  if (one === undefined) throw new AppError('not_found', `Proposal ${key}: not, or no longer, what interviews propose`);
  return one;
}
