import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { type PreparedModel, prepareModel } from '../../model/evaluate.ts';
import { loadContext } from '../identity/index.ts';
import { termCatalogue } from './catalogue.ts';
import { type PublishedModel, type Release, readReleases } from './live-model.ts';

/** A model with all its releases. `readyAt` gives the version that was live at an instant (epoch ms), made ready once it is asked for. */
export type Ready = {
  releases: readonly Release[];
  readyAt: (at: number) => { published: PublishedModel; ready: PreparedModel };
};

type Context = Awaited<ReturnType<typeof loadContext>>;

/** The primary model with its releases. Throws `not_found` before one is live. */
export async function readReady(tx: Tx, workspaceId: number): Promise<Ready> {
  const { rows } = await sql<{ model_id: number }>`
    select m.model_id from model m where m.workspace_id = ${workspaceId} and m.is_primary`.execute(tx);
  const context = await loadContext(tx, workspaceId);
  const ready = rows[0] && (await readReadyModel(tx, workspaceId, rows[0].model_id, context));
  if (!ready) throw new AppError('not_found', 'Scoring model: none has been published yet');
  return ready;
}

/** A model with its releases; undefined before one is live. */
export async function readReadyModel(
  tx: Tx,
  workspaceId: number,
  modelId: number,
  context: Context,
): Promise<Ready | undefined> {
  const releases = await readReleases(tx, workspaceId, modelId);
  const [first] = releases;
  if (!first) return undefined;
  const catalogue = termCatalogue(context);
  const made = new Map<number, PreparedModel>();
  return {
    releases,
    readyAt: (at) => {
      // Before the first release, the first.
      const { version, published } = releases.findLast((release) => release.live_from <= at) ?? first;
      const ready = made.get(version) ?? prepareModel(published.model, catalogue, context.time_zone);
      made.set(version, ready);
      return { published, ready };
    },
  };
}
