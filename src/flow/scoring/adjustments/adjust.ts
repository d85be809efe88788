import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../../access/audit.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { waitForBatches } from '../../capture/index.ts';
import { loadContext } from '../../identity/index.ts';
import { readLiveModels } from '../live-model.ts';
import { rescore } from '../standing.ts';
import { theseIds } from '../whom.ts';

/** What a user gives or takes by hand; `ends_at` in epoch milliseconds, null: until somebody ends it. */
export type AdjustmentWish = {
  model_id?: number | undefined;
  dimension: string;
  points: number;
  reason: string;
  ends_at: number | null;
};

/**
 * Gives a person points by hand from `now` (epoch ms) on, under the primary model unless another is named; the score follows at once. Answers the
 * adjustment's id. Throws `not_found` without such a model, `invalid_input` without such a dimension or when it would end before it began.
 */
export async function adjust(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  personId: number,
  wish: AdjustmentWish,
  now: number,
): Promise<number> {
  await waitForBatches(tx, workspaceId);
  const live = await readLiveModels(tx, workspaceId);
  const published = wish.model_id === undefined ? live[0] : live.find((each) => each.model_id === wish.model_id);
  if (!published) throw new AppError('not_found', `Model ${wish.model_id ?? ''}: expected one with a live version`);
  const dimensions = published.model.dimensions.map((dimension) => dimension.key);
  if (!dimensions.includes(wish.dimension)) {
    throw wrong('dimension', `Expected one of ${dimensions.join(', ')}, found ${wish.dimension}`);
  }
  if (wish.ends_at !== null && wish.ends_at <= now) {
    throw wrong('ends_at', `Expected an instant still to come, found ${new Date(wish.ends_at).toISOString()}`);
  }
  const { rows } = await sql<{ adjustment_id: number }>`
    insert into adjustment (workspace_id, person_id, origin_person_id, model_id, dimension, points, reason, starts_at, ends_at, made_by)
    values (${workspaceId}, ${personId}, ${personId}, ${published.model_id}, ${wish.dimension}, ${wish.points}, ${wish.reason},
      ${new Date(now)}, ${wish.ends_at === null ? null : new Date(wish.ends_at)}, ${by.user_id ?? `key ${by.key_id}`})
    returning adjustment_id`.execute(tx);
  await recordChange(tx, by, {
    action: 'score.adjusted',
    subject_kind: 'person',
    subject_id: personId,
    after: { dimension: wish.dimension, points: wish.points, reason: wish.reason },
  });
  await follow(tx, workspaceId, published.model_id, personId, now);
  return (rows[0] as { adjustment_id: number }).adjustment_id;
}

/** Ends an adjustment at `now` (epoch ms): from then on it gives nothing, before it gave what it gave. Throws `not_found` when none is in force. */
export async function endAdjustment(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  personId: number,
  adjustmentId: number,
  now: number,
): Promise<void> {
  await waitForBatches(tx, workspaceId);
  const { rows } = await sql<{ model_id: number; dimension: string; points: number }>`
    update adjustment a set ends_at = greatest(${new Date(now)}, a.starts_at), ended_by = ${by.user_id ?? `key ${by.key_id}`}
    where a.workspace_id = ${workspaceId} and a.person_id = ${personId} and a.adjustment_id = ${adjustmentId}
      and (a.ends_at is null or a.ends_at > ${new Date(now)})
    returning a.model_id, a.dimension, a.points`.execute(tx);
  const ended = rows[0];
  if (!ended) throw new AppError('not_found', `Adjustment ${adjustmentId}: none of this person's that is in force`);
  const { model_id, ...before } = ended;
  await recordChange(tx, by, {
    action: 'score.adjustment_ended',
    subject_kind: 'person',
    subject_id: personId,
    before,
  });
  await follow(tx, workspaceId, model_id, personId, now);
}

function wrong(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { errors: [{ path: ['body', field], message }] });
}

async function follow(tx: Tx, workspaceId: number, modelId: number, personId: number, now: number) {
  const published = (await readLiveModels(tx, workspaceId)).find((each) => each.model_id === modelId);
  if (!published) return;
  await rescore(
    tx,
    workspaceId,
    published,
    await loadContext(tx, workspaceId),
    theseIds([personId]),
    now,
    'adjustment',
  );
  await notifyLive(tx, { topic: 'person', ids: [personId] });
}
