import { generateTouches } from '../demo/index.ts';
import { byPlumb } from '../src/access/audit.ts';
import { inWorkspace } from '../src/base/db.ts';
import { registerListeners } from '../src/base/facts.ts';
import type { Arrival } from '../src/flow/capture/arrival.ts';
import { receive } from '../src/flow/capture/index.ts';
import { readMessage } from '../src/flow/capture/segment/read-message.ts';
import { steps } from '../src/flow/flow.ts';
import { makeLive, saveDraft } from '../src/flow/scoring/publish.ts';
import type { BenchServer } from './bench-server.ts';
import { type Figure, whole } from './report.ts';

const batch = 2_000;
const words = ['chief', 'head', 'director', 'manager', 'buyer', 'engineer', 'owner', 'partner', 'lead', 'officer'];

/** A model of this many terms: half of them on fields, half on signals of ten pages. */
function modelOf(terms: number) {
  const when = (field: string, operator: string, value: unknown) => ({
    combinator: 'and',
    rules: [{ field, operator, value }],
  });
  const signals = Array.from({ length: Math.min(10, terms / 2) }, (_, n) => [
    `page_${n}`,
    { name: `Page ${n}`, when: when('touch.path', 'contains', `/${words[n]?.slice(0, 3)}`) },
  ]);
  return {
    format: 1,
    name: `${terms} terms`,
    signals: Object.fromEntries(signals),
    dimensions: [
      {
        key: 'fit',
        name: 'Fit',
        groups: [
          {
            key: 'fields',
            name: 'Fields',
            terms: Array.from({ length: terms / 2 }, (_, n) => ({
              key: `field_${n}`,
              kind: 'field',
              points: 1 + (n % 7),
              when: when('person.title', 'contains', words[n % 10]),
            })),
          },
        ],
      },
      {
        key: 'engagement',
        name: 'Engagement',
        groups: [
          {
            key: 'signals',
            name: 'Signals',
            terms: Array.from({ length: terms / 2 }, (_, n) => ({
              key: `signal_${n}`,
              kind: 'signal',
              signal: `page_${n % signals.length}`,
              points: 1 + (n % 5),
              decay: { curve: 'half_life', days: 7 + n },
              at_most: { n: 1, per: 'day' },
            })),
          },
        ],
      },
    ],
    bands: [{ key: 'cold' }, { key: 'warm', from: 20 }, { key: 'hot', from: 50 }],
  };
}

/** Keeping and scoring the same touches under a model of 100 terms, beside one of 10: all of it, as the intake does it, in one process. */
export async function benchTerms(server: BenchServer, count: number): Promise<Figure[]> {
  registerListeners(steps.flatMap((step) => step.listeners ?? []));
  const micros: number[] = [];
  // The first run warms up what both have in common.
  for (const [run, terms] of [10, 10, 100].entries()) {
    await inWorkspace(server.db.app, server.workspaceId, async (tx) => {
      const { version } = await saveDraft(tx, server.workspaceId, byPlumb, 1, modelOf(terms), null);
      await makeLive(tx, server.workspaceId, byPlumb, 1, version, Date.now());
    });
    const arrivals = makeArrivals(count, run + 21);
    const start = performance.now();
    for (let from = 0; from < arrivals.length; from += batch)
      await receive(server.db.app, server.workspaceId, arrivals.slice(from, from + batch));
    micros.push(((performance.now() - start) * 1000) / arrivals.length);
  }
  const [, ten = Number.NaN, hundred = Number.NaN] = micros;
  return [
    {
      name: `live scoring with 100 terms, ${whole(count)} touches`,
      measured: `${hundred.toFixed(0)} µs/touch`,
      limit: `${ten.toFixed(0)} µs/touch (with 10 terms)`,
      ratio: (hundred / ten).toFixed(2),
      aim: '≤ 2',
      met: hundred / ten <= 2,
    },
  ];
}

function makeArrivals(count: number, seed: number): Arrival[] {
  const arrivals: Arrival[] = [];
  const now = Date.now();
  for (const chunk of generateTouches({ people: count, until: now, seed }, 5000)) {
    for (const touch of chunk) {
      const raw = JSON.stringify({ ...touch, messageId: `${seed}-${touch.messageId}` });
      const envelope = { source_id: 1, channel: 'tracking', received_at: now, sent_at: undefined };
      const message = readMessage(JSON.parse(raw), raw, envelope);
      if (message.kind === 'read') arrivals.push(message.arrival);
    }
    if (arrivals.length >= count) break;
  }
  return arrivals.slice(0, count);
}
