import { sql } from 'kysely';
import { byPlumb } from '../src/access/audit.ts';
import { inWorkspace, type Tx } from '../src/base/db.ts';
import { backfillSignals } from '../src/flow/scoring/backfill.ts';
import { scoreDue } from '../src/flow/scoring/due.ts';
import { readLiveModels } from '../src/flow/scoring/live-model.ts';
import { makeLive, saveDraft } from '../src/flow/scoring/publish.ts';
import { rescoreAll } from '../src/flow/scoring/rescore-all.ts';
import type { Model } from '../src/model/format.ts';
import type { BenchServer } from './bench-server.ts';
import { type Figure, whole } from './report.ts';

const seconds = async (work: () => Promise<unknown>) => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/**
 * Publishing another version of the model over everybody, beside a bare grouped count of the same hits; a new signal's search through every
 * touch apart. Then a day that passes: everybody whose points time changes, and nobody else.
 */
export async function benchPublish(server: BenchServer, people: number): Promise<Figure[]> {
  const { workspaceId } = server;
  const { app } = server.db;
  const within = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(app, workspaceId, work);
  const start = Date.now();
  await rescoreAll(app, workspaceId, 1, [], () => start);
  await sql.raw('vacuum analyze standing').execute(server.db.owner);

  const count = () =>
    within((tx) =>
      sql<{
        hits: number;
      }>`select sum(c.count)::float8 as hits from (select h.person_id, count(*) from signal_hit h where h.workspace_id = ${workspaceId} group by h.person_id) c`.execute(
        tx,
      ),
    );
  const [counted] = (await count()).rows;
  const limit = await seconds(count);
  const bare = `${limit.toFixed(2)} s (grouped count of ${whole(counted?.hits ?? 0)} hits)`;

  const [live] = await within((tx) => readLiveModels(tx, workspaceId));
  if (!live) throw new Error('the bench workspace has no live model');
  const dearer = structuredClone(live.model);
  const changed = dearer.dimensions.flatMap((dimension) => dimension.groups).flatMap((group) => group.terms);
  for (const term of changed) if (term.kind === 'signal') term.points *= 1.5;
  let written = 0;
  const published = await seconds(async () => {
    await publish(server, dearer);
    written = await rescoreAll(app, workspaceId, 1, [], Date.now);
  });

  const { touches } = (
    await within((tx) =>
      sql<{ touches: number }>`select count(*) as touches from touch t where t.workspace_id = ${workspaceId}`.execute(
        tx,
      ),
    )
  ).rows[0] ?? { touches: 0 };
  const fresh = structuredClone(dearer);
  fresh.signals.docs = {
    name: 'Docs',
    when: { combinator: 'and', rules: [{ field: 'touch.path', operator: '=', value: '/docs' }] },
  };
  fresh.dimensions[0]?.groups[0]?.terms.push({
    key: 'docs',
    kind: 'signal',
    signal: 'docs',
    points: 3,
    decay: { curve: 'none' },
  });
  const { new_signal_ids } = await publish(server, fresh);
  const scan = await seconds(() => within((tx) => backfillSignals(tx, workspaceId, new_signal_ids, Date.now(), 'UTC')));
  const readAll = await seconds(() =>
    within((tx) =>
      sql`select count(*) from touch t where t.workspace_id = ${workspaceId} and t.properties ? 'path'`.execute(tx),
    ),
  );
  await rescoreAll(app, workspaceId, 1, [], Date.now);

  let due = 0;
  const from = Date.now();
  const day = await seconds(async () => {
    for (let minute = 1; minute <= 1440; minute++) due += await scoreDue(server.db, from + minute * 60_000);
  });
  return [
    {
      name: `publishing over ${whole(people)} people (${whole(written)} rows written)`,
      measured: `${published.toFixed(1)} s`,
      limit: bare,
      ratio: (published / limit).toFixed(1),
      aim: '≤ 5',
      met: published / limit <= 5,
    },
    {
      name: `a new signal among ${whole(touches)} touches`,
      measured: `${scan.toFixed(1)} s`,
      limit: `${readAll.toFixed(2)} s (count by a property)`,
      ratio: (scan / readAll).toFixed(1),
      aim: 'reported',
      met: null,
    },
    {
      name: `a day passes for ${whole(people)} decaying people (${whole(due)} looked at)`,
      measured: `${day.toFixed(1)} s`,
      limit: bare,
      ratio: (day / limit).toFixed(1),
      aim: 'reported',
      met: null,
    },
  ];
}

function publish(server: BenchServer, model: Model) {
  return inWorkspace(server.db.app, server.workspaceId, async (tx) => {
    const { version } = await saveDraft(tx, server.workspaceId, byPlumb, 1, model, null);
    return makeLive(tx, server.workspaceId, byPlumb, 1, version, Date.now());
  });
}
