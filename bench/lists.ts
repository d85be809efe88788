import { sql } from 'kysely';
import { inWorkspace } from '../src/base/db.ts';
import type { BenchServer } from './bench-server.ts';
import { type Figure, quantile, whole } from './report.ts';

const repeats = 60;
const condition = (...rules: unknown[]) => ({ combinator: 'and', rules });
const title = { field: 'person.title', operator: 'contains', value: 'chief' };
const country = (value: string) => ({ field: 'person.country', operator: '=', value });

/** The 95th of a hundred answers, over HTTP, at this many leads: lists as people really ask for them, varied so that nothing repeats. */
export async function benchLists(server: BenchServer, people: number): Promise<Figure[]> {
  const { rows } = await inWorkspace(server.db.app, server.workspaceId, (tx) =>
    sql<{ person_id: number }>`
      select p.person_id from person p where p.workspace_id = ${server.workspaceId} and p.person_id % 9973 = 1 limit ${repeats}`.execute(
      tx,
    ),
  );
  const query = (body: unknown) => () => server.post('/api/leads/query', JSON.stringify(body));
  const countries = ['US', 'GB', 'DE', 'RO', 'MD', 'RU', 'CN', 'FR', 'PL', 'KZ'];
  const sorts = ['total', 'last_touch_at', 'full_name', 'opened_at'];
  const cases: [name: string, ask: (turn: number) => () => Promise<{ status: number; text: string }>][] = [
    ['list', (turn) => query({ kind: 'lead', sort: { by: sorts[turn % sorts.length], direction: 'desc' } })],
    [
      'filter',
      (turn) =>
        query({
          kind: 'lead',
          filter:
            turn % 2
              ? condition(country(countries[turn % 10] as string))
              : condition(title, country(countries[turn % 10] as string)),
        }),
    ],
    ['search', (turn) => query({ kind: 'lead', search: turn % 3 ? `n${turn * 7919}` : `张伟 n${turn * 15}` })],
    ['lead page', (turn) => () => server.get(`/api/people/${rows[turn % rows.length]?.person_id}`)],
  ];
  const figures: Figure[] = [];
  for (const [name, ask] of cases) {
    const times: number[] = [];
    for (let turn = 0; turn < repeats; turn++) {
      const start = performance.now();
      const { status, text } = await ask(turn)();
      if (status !== 200) throw new Error(`${name} answered ${status}: ${text.slice(0, 300)}`);
      if (turn >= 5) times.push(performance.now() - start);
    }
    const p95 = quantile(times, 0.95);
    figures.push({
      name: `${name} at ${whole(people)} leads`,
      measured: `p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
      limit: '100 ms',
      ratio: (p95 / 100).toFixed(2),
      aim: 'p95 < 100 ms',
      met: p95 < 100,
    });
  }
  return figures;
}
