import { sql } from 'kysely';
import { type Actor, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { type Catalogue, catalogueOf } from '../../../conditions/catalogue.ts';
import { checkCondition, placeProblems, sayProblem } from '../../../conditions/check.ts';
import { type ListContext, loadListContext } from '../../work/index.ts';
import type { JourneyBody, JourneyMap, Stage } from './contract.ts';
import { placeFilter } from './place-filter.ts';
import { getMap, writeMap } from './queries.ts';

/** What conditions of stages may name: how far somebody has come does not depend on whose lead it is, or on who looks. */
export function stageCatalogue({ catalogue }: ListContext): Catalogue {
  return catalogueOf([...catalogue.values()].filter(({ name }) => name !== 'lead.owner'));
}

/**
 * Keeps the stages of a profile's map. Throws `not_found` without such a profile, `conflict` when the map is no longer the revision
 * that this was made over, `condition_invalid` with every problem of every condition. `now` is epoch ms.
 */
export async function saveMap(
  tx: Tx,
  actor: Actor,
  profileId: number,
  { stages, over }: JourneyBody,
  now: number,
): Promise<JourneyMap> {
  const workspaceId = actor.workspace_id;
  // One after the other, also for a map that is not there yet.
  await sql`select from profile p where p.workspace_id = ${workspaceId} and p.profile_id = ${profileId} for update`.execute(
    tx,
  );
  const { profile, ...before } = await getMap(tx, workspaceId, profileId);
  if (before.revision !== over) {
    const found = before.revision === 0 ? 'none' : `revision ${before.revision} by ${before.changed_by}`;
    throw new AppError('conflict', `Journey of profile ${profile.key}: expected revision ${over}, found ${found}`);
  }
  checkStages(stages, profile.key, await loadListContext(tx, actor, now));
  await writeMap(tx, workspaceId, profileId, over + 1, stages, actor.user_id);
  await recordChange(tx, actor, {
    action: 'journey_map.changed',
    subject_kind: 'journey_map',
    subject_id: profile.key,
    before: told(before.stages),
    after: told(stages),
    goes_on: true,
  });
  await notifyLive(tx, { topic: 'journey', ids: [profileId] });
  return getMap(tx, workspaceId, profileId);
}

/** Stages as the log tells them: each under its key, so that it shows those that changed, and their order. */
function told(stages: readonly Stage[]): Record<string, unknown> {
  const byKey = Object.fromEntries(stages.map(({ key, ...stage }) => [key, stage]));
  return { ...byKey, order: stages.map(({ key }) => key) };
}

function checkStages(stages: readonly Stage[], profileKey: string, context: ListContext): void {
  const catalogue = stageCatalogue(context);
  const errors = stages.flatMap(({ when }, at) =>
    placeProblems(checkCondition(when, catalogue), ['body', 'stages', at, 'when']),
  );
  if (errors[0])
    throw new AppError('condition_invalid', `A stage cannot be understood: ${errors[0].message}`, { errors });
  for (const at of [-1, ...stages.keys()]) {
    // Lists ask for several conditions in one, which has limits of its own. A profile out of use is no field of lists.
    const [problem] = checkCondition({ ...placeFilter(profileKey, stages, at) }, context.catalogue).filter(
      ({ path }) => path.join('.') !== 'rules.0.field',
    );
    if (problem)
      throw new AppError('condition_invalid', `The stages are too much for one filter: ${sayProblem(problem)}`, {
        errors: [{ path: ['body', 'stages'], message: sayProblem(problem) }],
      });
  }
}
