import { sql } from 'kysely';
import { inWorkspace } from '../src/base/db.ts';
import { readLiveModels } from '../src/flow/scoring/live-model.ts';
import { rescoreAll } from '../src/flow/scoring/rescore-all.ts';
import type { Model } from '../src/model/format.ts';
import type { BenchServer } from './bench-server.ts';
import { fillMillion } from './million.ts';
import { type Figure, quantile, whole } from './report.ts';

/** Times each question is asked, and how long the slowest in twenty may take (ms). */
const times = 20;
const aim = 1000;

/**
 * How long the score lab takes to answer, question by question, over people of whom each has said something and one in thirty-three
 * has won. Every question is about another draft, as it is while somebody edits.
 */
export async function benchLab(server: BenchServer, people: number): Promise<Figure[]> {
  // About as much as people of the demo company have done.
  await fillMillion(server, people, { touches: 9, hits: 6 });
  await tellAndWin(server);
  const { model_id, model } = await inWorkspace(server.db.app, server.workspaceId, async (tx) => {
    const [live] = await readLiveModels(tx, server.workspaceId);
    if (!live) throw new Error('the bench workspace has no live model');
    return live;
  });
  await rescoreAll(server.db.app, server.workspaceId, model_id, [], Date.now);
  await sql.raw('vacuum analyze person, standing, touch, signal_hit').execute(server.db.owner);
  const person = await sql<{ person_id: number }>`select min(person_id) as person_id from person`.execute(
    server.db.owner,
  );
  const person_id = person.rows[0]?.person_id as number;
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const questions: [name: string, path: string, body: (document: Model) => object][] = [
    ['preview', 'preview', (document) => ({ document })],
    ['preview, a signal that nobody counts yet', 'preview', (document) => ({ document: withSignal(document) })],
    ['preview of a past day', 'preview', (document) => ({ document, at: yesterday })],
    ['crossings', 'crossings', (document) => ({ document, band: model.bands.at(-1)?.key, direction: 'in' })],
    ['volume', 'volume', (document) => ({ document })],
    ['outcomes', 'outcomes', (document) => ({ document })],
    ['suggest', 'suggest', (document) => ({ document, wish: { per_week: 20 } })],
    ['load', 'load', (document) => ({ document })],
    ['advice', 'advice', (document) => ({ document })],
    [
      'what-if',
      'what-if',
      (document) => ({ document, person_id, touches: [{ type: 'page', properties: { path: '/pricing' } }] }),
    ],
  ];
  const figures: Figure[] = [];
  for (const [name, path, body] of questions) {
    figures.push(
      await timed(`${name} over ${whole(people)} people`, (turn) =>
        server.post(`/api/models/${model_id}/lab/${path}`, JSON.stringify(body(edited(model, turn)))),
      ),
    );
  }
  figures.push(
    await timed(`next signals, ${whole(people)} people`, () => server.get(`/api/people/${person_id}/next-signals`)),
  );
  return figures;
}

/** Everybody says something of themselves, and one in thirty-three wins. */
async function tellAndWin({ db, workspaceId }: BenchServer): Promise<void> {
  await inWorkspace(db.app, workspaceId, async (tx) => {
    const touch = sql`
      insert into touch (workspace_id, person_id, touch_id, origin_person_id, key, source_id, channel, type, event, occurred_at, received_at, properties, fields, raw)`;
    await sql`${touch}
      select p.workspace_id, p.person_id, 900000000000 + p.person_id, p.person_id, gen_random_uuid(), p.first_source_id, 'form', 'identify', null,
        p.created_at, p.created_at, '{}', p.fields, '{}'
      from person p where p.workspace_id = ${workspaceId}`.execute(tx);
    await sql`${touch}
      select p.workspace_id, p.person_id, 990000000000 + p.person_id, p.person_id, gen_random_uuid(), p.first_source_id, 'manual', 'track', 'Order Won',
        p.created_at + (now() - p.created_at) / 2, now(), '{}', null, '{}'
      from person p where p.workspace_id = ${workspaceId} and p.person_id % 33 = 0`.execute(tx);
  });
}

/** The model with other points for every term: an edit. */
function edited(model: Model, turn: number): Model {
  return {
    ...model,
    dimensions: model.dimensions.map((dimension) => ({
      ...dimension,
      groups: dimension.groups.map((group) => ({
        ...group,
        terms: group.terms.map((term) => ({ ...term, points: term.points + (turn % 3) + 1 })),
      })),
    })),
  };
}

/** The model with its first signal narrowed, so that its touches must be searched for. */
function withSignal(model: Model): Model {
  const [key = '', signal] = Object.entries(model.signals)[0] ?? [];
  if (!signal) return model;
  const rules = [signal.when, { field: 'touch.path', operator: 'beginsWith' as const, value: '/pricing' }];
  return { ...model, signals: { ...model.signals, [key]: { ...signal, when: { combinator: 'and', rules } } } };
}

async function timed(name: string, ask: (turn: number) => Promise<{ status: number; text: string }>): Promise<Figure> {
  const taken: number[] = [];
  for (let turn = 0; turn < times + 1; turn++) {
    const start = performance.now();
    const { status, text } = await ask(turn);
    if (status !== 200) throw new Error(`${name}: ${status} ${text.slice(0, 300)}`);
    if (turn > 0) taken.push(performance.now() - start);
  }
  const p95 = quantile(taken, 0.95);
  return {
    name: `lab: ${name}`,
    measured: `${whole(p95)} ms (p95), ${whole(quantile(taken, 0.5))} ms (median)`,
    limit: `${whole(aim)} ms`,
    ratio: (p95 / aim).toFixed(2),
    aim: '< 1',
    met: p95 < aim,
  };
}
