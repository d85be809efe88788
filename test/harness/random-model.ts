import fc from 'fast-check';
import { type Catalogue, catalogueOf } from '../../src/conditions/catalogue.ts';
import type { Condition } from '../../src/conditions/format.ts';
import type { Decay, Model } from '../../src/model/format.ts';
import type { Hit } from '../../src/model/terms/at-most.ts';
import type { Adjustment } from '../../src/model/terms/reading.ts';

/** The instant that random people and touches are laid around. */
export const NOON = Date.UTC(2026, 2, 29, 12);
const DAY = 86_400_000;

/** The fields of random people: one of each kind that a condition can turn on, by itself or by time. */
export const randomCatalogue: Catalogue = catalogueOf([
  { name: 'person.title', type: 'text' },
  { name: 'person.employees', type: 'number' },
  { name: 'person.met_at', type: 'instant' },
  { name: 'person.starts_on', type: 'date' },
]);

/** A random person: values of fields (missing ones left out), hits by signal and adjustments, some of them later than `NOON`. */
export type RandomPerson = {
  fields: Record<string, string | number>;
  hits: Map<string, Hit[]>;
  adjustments: Adjustment[];
};

const signals = ['s1', 's2', 's3'] as const;
const days = fc.constantFrom(0.5, 1, 3, 7, 30, 90);
const points = fc.oneof(
  fc.integer({ min: -20, max: 40 }),
  fc.constantFrom(0.5, 1.5, -2.5, 0.1, 3.3, 12.25),
  fc.double({ min: -30, max: 30, noNaN: true }).map((value) => Math.round(value * 1000) / 1000 + 0),
);

const decay: fc.Arbitrary<Decay> = fc.oneof(
  fc.constant<Decay>({ curve: 'none' }),
  days.map((value): Decay => ({ curve: 'half_life', days: value })),
  days.map((value): Decay => ({ curve: 'half_life', days: value })),
  days.map((value): Decay => ({ curve: 'linear', days: value })),
  days.map((value): Decay => ({ curve: 'cliff', days: value })),
  fc.tuple(days, days, fc.constantFrom(0, 0.25, 0.5, 1)).map(
    ([a, b, share]): Decay => ({
      curve: 'steps',
      steps: [
        [a, 1],
        [a + b, share],
      ],
    }),
  ),
);

const condition: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.constantFrom('and' as const, 'or' as const),
    fc.boolean(),
    fc.array(
      fc.constantFrom(
        { field: 'person.title', operator: 'contains' as const, value: ['chief', 'head'] },
        { field: 'person.title', operator: '!=' as const, value: 'clerk' },
        { field: 'person.employees', operator: '>=' as const, value: 50 },
        { field: 'person.met_at', operator: 'inLast' as const, value: { amount: 7, unit: 'days' } },
        { field: 'person.met_at', operator: 'olderThan' as const, value: { amount: 36, unit: 'hours' } },
        { field: 'person.starts_on', operator: 'inLast' as const, value: { amount: 3, unit: 'days' } },
        { field: 'person.starts_on', operator: 'olderThan' as const, value: { amount: 1, unit: 'days' } },
        { field: 'signal.s1', operator: '>=' as const, value: { count: 2, within_days: 7 } },
        { field: 'signal.s2.last', operator: 'inLast' as const, value: { amount: 3, unit: 'days' } },
        { field: 'signal.s3.first', operator: 'notInLast' as const, value: { amount: 36, unit: 'hours' } },
        { field: 'profile.leader', operator: '=' as const, value: true },
        { field: 'profile.recent', operator: '!=' as const, value: true },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  )
  .map(([combinator, not, rules]): Condition => ({ combinator, not, rules }));

const limits = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ ceiling: 12 }, { floor: -5 }, { floor: -3.5, ceiling: 20.25 }, { floor: 4 }),
  },
);

const term = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('field' as const), when: condition, points }) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        kind: fc.constant('signal' as const),
        signal: fc.constantFrom(...signals),
        points,
        decay,
        at_most: fc.record({ n: fc.constantFrom(1, 1, 2, 3), per: fc.constantFrom('day', 'week', 'month', 'ever') }),
      },
      { requiredKeys: ['kind', 'signal', 'points', 'decay'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        kind: fc.constant('count' as const),
        signal: fc.constantFrom(...signals),
        comparison: fc.constantFrom('>=', '>', '=', '<=', '<', '!='),
        count: fc.integer({ min: 0, max: 3 }),
        window_days: days,
        points,
      },
      { requiredKeys: ['kind', 'signal', 'comparison', 'count', 'points'] },
    ),
  },
);

const group = fc.record({
  take: fc.constantFrom('sum', 'sum', 'first', 'largest'),
  limits,
  terms: fc.array(fc.tuple(term, limits, fc.boolean(), fc.nat(9)), { minLength: 0, maxLength: 4 }),
});

const profiles: Model['profiles'] = {
  leader: {
    name: 'Leader',
    when: { combinator: 'or', rules: [{ field: 'person.title', operator: 'contains', value: ['chief', 'head'] }] },
  },
  recent: {
    name: 'Met of late',
    when: {
      combinator: 'and',
      rules: [{ field: 'person.met_at', operator: 'inLast', value: { amount: 3, unit: 'days' } }],
    },
  },
};

const weight = fc.constantFrom(undefined, undefined, 2, 0.5, -1, 0);

/** A valid model of one to three dimensions, over `randomCatalogue` and the signals s1, s2, s3. */
export const randomModel: fc.Arbitrary<Model> = fc
  .tuple(
    fc.array(fc.record({ weight, limits, groups: fc.array(group, { minLength: 0, maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.option(condition, { nil: undefined, freq: 3 }),
  )
  .map(([dimensions, appliesTo]) => {
    const all = dimensions.map((dimension, d) => ({
      key: `d${d}`,
      name: `Dimension ${d}`,
      ...(dimension.weight === undefined ? {} : { weight: dimension.weight }),
      ...dimension.limits,
      groups: dimension.groups.map(({ take, limits: ofGroup, terms }, g) => ({
        key: `d${d}g${g}`,
        name: `Group ${g}`,
        take,
        ...ofGroup,
        terms: terms.map(([each, ofTerm, , chance], t) => ({
          ...each,
          key: `d${d}g${g}t${t}`,
          ...ofTerm,
          ...(chance === 0 ? { off: true } : {}),
        })),
      })),
    }));
    return {
      format: 1,
      name: 'Random model',
      signals: Object.fromEntries(signals.map((key) => [key, { name: key, when: { combinator: 'and', rules: [] } }])),
      profiles,
      ...(appliesTo ? { applies_to: appliesTo } : {}),
      dimensions: all,
      bands: [{ key: 'cold' }, { key: 'warm', from: 10, margin: 3 }, { key: 'hot', from: 25.5, margin: 5 }],
      grid: {
        fit: { dimension: 'd0', cuts: [20, 10, 0] },
        engagement: { dimension: all.at(-1)?.key ?? 'd0', cuts: [15, 5, -5] },
      },
    } as Model;
  });

/** Ages in days at which curves, windows and periods have their edges, and anything between; negative: later than `NOON`. */
const age = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 3, 7, 30, 90, -0.25),
  fc.double({ min: -1, max: 120, noNaN: true }),
  fc.double({ min: 0, max: 3, noNaN: true }),
);

const hit = fc
  .record({ age, id: fc.integer({ min: 1, max: 1_000_000 }) })
  .map((value): Hit => ({ occurred_at: NOON - Math.round(value.age * DAY), id: value.id }));
const hitsOfOne = fc.uniqueArray(hit, { maxLength: 6, selector: (value) => value.id });

const adjustment = fc
  .record({
    dimension: fc.nat(2),
    points: fc.integer({ min: -15, max: 15 }),
    age,
    lasts: fc.option(days),
    id: fc.nat(99),
  })
  .map(({ dimension, age: since, lasts, ...rest }): Adjustment => {
    const starts_at = NOON - Math.round(since * DAY);
    return { ...rest, dimension: `d${dimension}`, starts_at, ends_at: lasts === null ? null : starts_at + lasts * DAY };
  });

/** A random person. */
export const randomPerson: fc.Arbitrary<RandomPerson> = fc
  .record({
    title: fc.constantFrom(undefined, 'Chief executive', 'Clerk', 'Head of sales'),
    employees: fc.constantFrom(undefined, 10, 50, 500),
    met: fc.option(age, { nil: undefined }),
    starts: fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined }),
    hits: fc.tuple(hitsOfOne, hitsOfOne, hitsOfOne),
    adjustments: fc.array(adjustment, { maxLength: 2 }),
  })
  .map(({ title, employees, met, starts, hits, adjustments }) => {
    const fields: Record<string, string | number> = {};
    if (title !== undefined) fields['person.title'] = title;
    if (employees !== undefined) fields['person.employees'] = employees;
    if (met !== undefined) fields['person.met_at'] = new Date(NOON - Math.round(met * DAY)).toISOString();
    if (starts !== undefined) fields['person.starts_on'] = new Date(NOON - starts * DAY).toISOString().slice(0, 10);
    return { fields, hits: new Map(signals.map((key, index) => [key, hits[index] as Hit[]])), adjustments };
  });

/** A random person as a subject of a model. */
export function subjectOf({ fields, hits, adjustments }: RandomPerson) {
  return { read: (field: string) => fields[field], hits, adjustments };
}
