import { type Actor, getUserId, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import type { Answers, Interview } from './contract.ts';
import { deleteInterview, ensureInterview, getInterview, lockInterview, writeAnswers } from './queries.ts';

/** The interview of whoever asks, begun where there is none. Throws `forbidden` for a key, which is nobody. */
export async function beginInterview(tx: Tx, actor: Actor): Promise<Interview> {
  const { workspace_id } = actor;
  const user_id = getUserId(actor);
  const { interview_id, is_new } = await ensureInterview(tx, workspace_id, user_id);
  if (is_new) {
    await recordChange(tx, actor, {
      action: 'interview.begun',
      subject_kind: 'interview',
      subject_id: interview_id,
      after: { user_id },
    });
    await notifyLive(tx, { topic: 'interview' });
  }
  return getInterview(tx, workspace_id, interview_id);
}

/**
 * Keeps one's own answers. Throws `not_found`, `forbidden` for somebody else's, `conflict` when they are no longer the revision that
 * these were made over.
 */
export async function answerInterview(
  tx: Tx,
  actor: Actor,
  interviewId: number,
  { answers, over }: { answers: Answers; over: number },
): Promise<Interview> {
  const before = await lockInterview(tx, actor.workspace_id, interviewId);
  if (before.user_id !== actor.user_id)
    throw new AppError('forbidden', `Interview ${interviewId}: only ${before.name} can answer it`);
  if (before.revision !== over)
    throw new AppError(
      'conflict',
      `Interview ${interviewId}: expected revision ${over}, found revision ${before.revision}`,
    );
  await writeAnswers(tx, actor.workspace_id, interviewId, answers);
  await recordChange(tx, actor, {
    action: 'interview.answered',
    subject_kind: 'interview',
    subject_id: interviewId,
    before: before.answers,
    after: answers,
    goes_on: true,
  });
  await notifyLive(tx, { topic: 'interview' });
  return getInterview(tx, actor.workspace_id, interviewId);
}

/** Removes an interview: one's own, or anybody's for who `mayAll`. Throws `not_found` and `forbidden`. */
export async function removeInterview(tx: Tx, actor: Actor, interviewId: number, mayAll: boolean): Promise<void> {
  const before = await lockInterview(tx, actor.workspace_id, interviewId);
  if (before.user_id !== actor.user_id && !mayAll)
    throw new AppError('forbidden', `Interview ${interviewId}: only ${before.name} can remove it`);
  await deleteInterview(tx, actor.workspace_id, interviewId);
  await recordChange(tx, actor, {
    action: 'interview.removed',
    subject_kind: 'interview',
    subject_id: interviewId,
    before: { user_id: before.user_id, ...before.answers },
  });
  await notifyLive(tx, { topic: 'interview' });
}
