import { sql } from 'kysely';
import type { z } from 'zod';
import { type Actor, getVisibility, ownerCondition } from '../../../access/index.ts';
import type { Db } from '../../../base/db.ts';
import { compileScores } from '../../../model/compile.ts';
import { readQuestion } from './asked-model.ts';
import type { LoadAnswer, LoadBody } from './contract.ts';
import { inHalves } from './halves.ts';
import { assertBand, isAtLeast } from './in-band.ts';
import { inLab } from './in-lab.ts';
import { labSources } from './sources.ts';

/**
 * Open leads per owner that the live model and the one asked about hand over: in a band or above it, or from a threshold on. `now` is
 * epoch ms. Throws what `readQuestion` throws, and `invalid_input` for a band that the model does not have.
 */
export async function load(
  app: Db,
  actor: Actor,
  modelId: number,
  body: z.output<typeof LoadBody>,
  now: number,
): Promise<LoadAnswer> {
  const { workspace_id: workspaceId } = actor;
  const question = await inLab(app, workspaceId, (tx) => readQuestion(tx, workspaceId, modelId, body));
  const { context, after, before } = question;
  const threshold = body.band === undefined ? (body.threshold ?? null) : null;
  const band = threshold === null ? (body.band ?? (after.model.bands.at(-1)?.key as string)) : null;
  if (band !== null) assertBand(after.model, band);
  const is = band === null ? sql`r.points >= ${threshold}::int` : isAtLeast(after.model, sql.ref('r.band'), band);
  const was = band === null ? sql`s.total >= ${threshold}::int` : isAtLeast(before?.model, sql.ref('s.band'), band);
  const halves = await inHalves(app, workspaceId, 'open_lead', async (tx, whom) => {
    const scores = compileScores(after.model, labSources(workspaceId, after, context, whom, now));
    const seen = await getVisibility(tx, actor);
    const { rows } = await sql<Owner>`
      select l.owner_id, u.name, l.leads, l.before, l.after
      from (
        select l.owner_id, count(*) as leads, count(*) filter (where ${was}) as before, count(*) filter (where ${is}) as after
        from lead l
        join (select r.person_id, r.points, r.band from (${scores}) as r) as r on r.person_id = l.person_id
        left join standing s on s.workspace_id = ${workspaceId} and s.model_id = ${before?.model_id ?? 0} and s.person_id = l.person_id
          and ${whom(sql.ref('s.person_id'))}
        where l.workspace_id = ${workspaceId} and l.pipeline = 'main' and l.closed_at is null and ${ownerCondition(seen, sql.ref('l.owner_id'))}
        group by l.owner_id
      ) as l
      left join auth_user u on u.id = l.owner_id`.execute(tx);
    return rows;
  });
  const owners = [...Map.groupBy(halves.flat(), ({ owner_id }) => owner_id).values()].map((parts) =>
    parts.reduce(addUp),
  );
  owners.sort(byLoad);
  return {
    live_version: before?.version ?? null,
    band,
    threshold,
    owners: owners.map((owner) => ({ ...owner, before: before ? owner.before : null })),
  };
}

type Owner = { owner_id: string | null; name: string | null; leads: number; before: number; after: number };

function addUp(one: Owner, other: Owner): Owner {
  return {
    ...one,
    leads: one.leads + other.leads,
    before: one.before + other.before,
    after: one.after + other.after,
  };
}

/** Who would have the most first. */
function byLoad(one: Owner, other: Owner): number {
  return other.after - one.after || other.leads - one.leads || (one.name ?? '').localeCompare(other.name ?? '');
}
