import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bandAfter } from '../../../model/band.ts';
import { prepareModel } from '../../../model/evaluate.ts';
import { type Decay, Model, type Term } from '../../../model/format.ts';
import type { PersonHistory } from '../history.ts';
import { bandAt, bandWalk, heightsIn, readingsIn } from './looks.ts';
import { openPast, type Past, totalAt, valuesAt } from './pasts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 3, 6, 12);
const DAYS = 40;

const days = fc.constantFrom(0.5, 1, 3, 7, 30);
const decay: fc.Arbitrary<Decay> = fc.oneof(
  fc.constant<Decay>({ curve: 'none' }),
  days.map((value): Decay => ({ curve: 'half_life', days: value })),
  days.map((value): Decay => ({ curve: 'linear', days: value })),
  days.map((value): Decay => ({ curve: 'cliff', days: value })),
  fc.tuple(days, fc.constantFrom(0, 0.25, 1), fc.constantFrom(0, 0.5, 1)).map(
    ([step, a, b]): Decay => ({
      curve: 'steps',
      steps: [
        [step, a],
        [step * 2, b],
        [step * 3, 0.25],
      ],
    }),
  ),
);
const points = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.constantFrom(-12.5, 3.3, -0.7));
const signal = fc.constantFrom('s1', 's2');
const limits = fc.constantFrom({}, {}, {}, { ceiling: 12 }, { floor: -5 }, { floor: 4 }, { ceiling: -3 });

const term = fc.oneof(
  fc
    .record({ signal, points, decay, limits, cap: fc.constantFrom({}, { at_most: { n: 1, per: 'day' } }) })
    .map(({ limits: own, cap, ...rest }) => ({ kind: 'signal', ...rest, ...own, ...cap })),
  fc
    .record({ signal, points, window_days: days, comparison: fc.constantFrom('>=', '<', '='), limits })
    .map(({ limits: own, ...rest }) => ({ kind: 'count', count: 1, ...rest, ...own })),
  fc.record({ points, signal, amount: fc.constantFrom(2, 9) }).map(({ amount, signal: of, points: given }) => ({
    kind: 'field',
    points: given,
    when: {
      combinator: 'and',
      rules: [{ field: `signal.${of}.last`, operator: 'olderThan', value: { amount, unit: 'days' } }],
    },
  })),
);
const group = fc.record({
  take: fc.constantFrom('sum', 'sum', 'first', 'largest'),
  limits,
  terms: fc.array(term, { minLength: 1, maxLength: 3 }),
});
const model = fc
  .tuple(fc.array(group, { minLength: 1, maxLength: 3 }), fc.constantFrom(0, 4), fc.constantFrom(1, 1, -0.5))
  .map(([groups, margin, weight]) =>
    Model.parse({
      format: 1,
      name: 'Random',
      signals: Object.fromEntries(
        ['s1', 's2'].map((key) => [key, { name: key, when: { combinator: 'and', rules: [] } }]),
      ),
      dimensions: groups.map(({ limits: own, terms, take }, g) => ({
        ...{ key: `d${g}`, name: 'D', weight: g === 0 ? 1 : weight },
        groups: [
          { key: `g${g}`, name: 'G', take, ...own, terms: terms.map((each, t) => ({ key: `t${g}_${t}`, ...each })) },
        ],
      })),
      bands: [{ key: 'cold' }, { key: 'warm', from: 5, margin }, { key: 'hot', from: 15, margin }],
    }),
  );
const touches = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.integer({ min: 0, max: DAYS * 24 })), {
  minLength: 1,
  maxLength: 8,
});

function pastOf(document: Model, came: [number, number][]): Past {
  const hits = came.map(([signal_id, hours], id) => ({ signal_id, id, occurred_at: NOON + hours * HOUR }));
  const history: PersonHistory = {
    ...{ person_id: 1, first_source: null, sayings: [], companies: new Map(), adjustments: [] },
    hits: Map.groupBy(hits, (hit) => hit.signal_id),
  };
  const signal_ids = new Map([
    ['s1', 1],
    ['s2', 2],
  ]);
  const asked = {
    model_id: 1,
    version: 1,
    model: document,
    signal_ids,
    is_primary: true,
    adjusted: false,
    uncounted: [],
  };
  return openPast(
    history,
    asked,
    prepareModel(document, new Map(), 'UTC'),
    Math.min(...hits.map((hit) => hit.occurred_at)),
  );
}

/** Every hour, every event and the millisecond before it. */
function fineLooks({ events, first_at }: Past, until: number): number[] {
  const hours = Array.from({ length: Math.floor((until - first_at) / HOUR) }, (_, hour) => first_at + hour * HOUR);
  const all = [...hours, ...events, ...events.map((event) => event - 1), until];
  return [...new Set(all)].filter((at) => at >= first_at && at <= until).sort((a, b) => a - b);
}

/** The bands of these totals, one after the other, as places in the model's list. */
function placesOf({ bands }: Model, totals: readonly number[]): number[] {
  let band: string | null = null;
  return totals.map((total) => {
    band = bandAfter(bands, band, total);
    return bands.findIndex(({ key }) => key === band);
  });
}

it('a walk hour by hour sees nothing that was not seen: heights, bands and who ever held, where points rise by themselves too', () => {
  fc.assert(
    fc.property(model, touches, (document, came) => {
      const past = pastOf(document, came);
      const until = NOON + DAYS * DAY;
      const fine = fineLooks(past, until);
      const totals = fine.map((at) => totalAt(past, at));
      const heights = heightsIn(past, past.first_at, until);
      expect(heights).toMatchObject({ first: totals[0], last: totals.at(-1) });
      expect(heights?.highest).toBeGreaterThanOrEqual(Math.max(...totals));
      const walk = [...bandWalk(past, past.first_at, until)];
      const places = placesOf(document, totals);
      const ends = new Set([...past.events, ...past.events.map((event) => event - 1), until]);
      fine.forEach((at, index) => {
        const place = places[index] as number;
        const seen = walk.findLast((look) => look.at <= at)?.place as number;
        // Where a total can only fall, that is told at the end.
        if (ends.has(at)) expect([at, seen]).toEqual([at, place]);
        else expect(seen).toBeGreaterThanOrEqual(place);
        const before = index === 0 ? 0 : (places[index - 1] as number);
        const since = index === 0 ? at : (fine[index - 1] as number) + 1;
        if (place > before) expect(walk.some((look) => look.at >= since && look.at <= at)).toBe(true);
      });
      expect(bandAt(past, until)).toBe(document.bands[places.at(-1) as number]?.key);
      const held = (read: Iterable<ReturnType<typeof valuesAt>>) =>
        new Set(
          [...read].flatMap((values) =>
            values.flatMap(({ groups }) =>
              groups.flatMap(({ terms }) =>
                terms.flatMap(({ term: { key }, reading }) => (reading.holds ? [key] : [])),
              ),
            ),
          ),
        );
      const known = held(readingsIn(past, past.first_at, until));
      expect([...held(fine.map((at) => valuesAt(past, at)))].filter((key) => !known.has(key))).toEqual([]);
    }),
    { seed: 20261122, numRuns: 150 },
  );
}, 120_000);

it('what time alone brings is found at its very millisecond, weeks after the last event', () => {
  const fading: Term = {
    kind: 'signal',
    key: 'left',
    signal: 's1',
    points: -20,
    decay: { curve: 'half_life', days: 10 },
  };
  const standing: Term = { kind: 'signal', key: 'came', signal: 's2', points: 20, decay: { curve: 'none' } };
  const document = Model.parse({
    ...{ format: 1, name: 'One', bands: [{ key: 'cold' }, { key: 'warm', from: 15 }] },
    signals: {
      s1: { name: 's1', when: { combinator: 'and', rules: [] } },
      s2: { name: 's2', when: { combinator: 'and', rules: [] } },
    },
    dimensions: [{ key: 'd', name: 'D', groups: [{ key: 'g', name: 'G', terms: [fading, standing] }] }],
  });
  const past = pastOf(document, [
    [1, 0],
    [2, 0],
  ]);
  const walk = [...bandWalk(past, NOON, NOON + DAYS * DAY)];
  // 20 − 20 × 2^(−age/10) is 14.5, which shows as 15, when 5.5 of the 20 are left.
  const age = 10 * DAY * Math.log2(20 / 5.5);
  expect(walk.map(({ place }) => place)).toEqual([0, 1, 1]);
  expect(Math.abs((walk[1]?.at ?? 0) - NOON - age)).toBeLessThan(1000);
  expect(heightsIn(past, NOON, NOON + DAYS * DAY)).toEqual({ first: 0, last: 19, highest: 19 });
});
