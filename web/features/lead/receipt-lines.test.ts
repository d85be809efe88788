import { expect, it } from 'vitest';
import type { ScoreResult } from '../../../src/model/evaluate.ts';
import type { Model } from '../../../src/model/format.ts';
import { type ReceiptWords, tellReceipt } from './receipt-lines.ts';

const model: Model = {
  format: 1,
  name: 'Basic',
  signals: { pricing: { name: 'Pricing viewed', when: { combinator: 'and', rules: [] } } },
  bands: [{ key: 'cold' }],
  dimensions: [
    {
      key: 'fit',
      name: 'Fit',
      weight: 2,
      groups: [
        {
          key: 'job',
          name: 'Job',
          take: 'first',
          terms: [
            { kind: 'field', key: 'boss', name: 'Executive', points: 10, when: { combinator: 'and', rules: [] } },
            { kind: 'field', key: 'charge', points: 5, when: { combinator: 'and', rules: [] } },
          ],
        },
      ],
    },
    {
      key: 'engagement',
      name: 'Engagement',
      groups: [
        {
          key: 'site',
          name: 'Site',
          take: 'sum',
          ceiling: 6,
          terms: [{ kind: 'signal', key: 'price', signal: 'pricing', points: 5, decay: { curve: 'none' } }],
        },
      ],
    },
  ],
};

const touch = (id: number, share: number) => ({
  id,
  occurred_at: `2026-03-0${id}T10:00:00.000Z`,
  age_days: 7 - id,
  share,
  points: 5 * share,
});
const score: ScoreResult = {
  at: '2026-03-08T10:00:00.000Z',
  points: 26,
  exact: 26,
  band: 'cold',
  band_held: false,
  cell: null,
  dimensions: [
    {
      key: 'fit',
      name: 'Fit',
      weight: 2,
      points: 10,
      exact: 10,
      lines: [
        {
          kind: 'term',
          group: 'job',
          term: 'boss',
          points: 10,
          holds: true,
          taken: true,
          why: { kind: 'field', values: [{ field: 'person.title', value: 'CEO' }] },
        },
        {
          kind: 'term',
          group: 'job',
          term: 'charge',
          points: 0,
          holds: true,
          taken: false,
          why: { kind: 'field', values: [] },
        },
      ],
    },
    {
      key: 'engagement',
      name: 'Engagement',
      weight: 1,
      points: 6,
      exact: 6,
      lines: [
        {
          kind: 'term',
          group: 'site',
          term: 'price',
          points: 7.5,
          holds: true,
          taken: true,
          why: { kind: 'signal', signal: 'pricing', counted: [touch(1, 0.5), touch(2, 1)], dropped: [] },
        },
        { kind: 'group_cap', group: 'site', points: -1.5, limit: 'ceiling', bound: 6 },
      ],
    },
  ],
  lines: [
    { kind: 'dimension', dimension: 'fit', points: 10 },
    { kind: 'weight', dimension: 'fit', weight: 2, points: 10 },
    { kind: 'dimension', dimension: 'engagement', points: 6 },
  ],
};

const words: ReceiptWords = {
  term: (term) => term.key,
  values: (values) => values.map(({ value }) => value).join(),
  cap: (limit, bound, of) => `${of} ${limit} ${bound}`,
  adjusted: () => 'by hand',
  outside: 'outside',
  rounding: 'rounding',
  weight: (weight, dimension) => `${dimension} ×${weight}`,
};

it('what is shown adds up to the number, with and without the lines that give nothing', () => {
  for (const all of [false, true]) {
    const { sections, closing, idle } = tellReceipt({ score, model, adjustments: [] }, words, all);
    for (const section of sections)
      expect(section.lines.reduce((sum, line) => sum + line.points, 0)).toBe(section.points);
    const total =
      sections.reduce((sum, section) => sum + section.points, 0) + closing.reduce((sum, line) => sum + line.points, 0);
    expect(total).toBe(score.points);
    expect(idle).toBe(1);
  }
});

it('a line says what was read, how often, when last, and how much age has left', () => {
  const [fit, engagement] = tellReceipt({ score, model, adjustments: [] }, words).sections;
  expect(fit?.lines).toMatchObject([{ label: 'Executive', detail: 'CEO' }]);
  expect(engagement?.lines).toMatchObject([
    { label: 'price', count: 2, left: 0.75, at: '2026-03-02T10:00:00.000Z', touches: [1, 2] },
    { kind: 'note', label: 'Site ceiling 6', points: -1.5 },
  ]);
});

it('a weight is a line of its own', () => {
  expect(tellReceipt({ score, model, adjustments: [] }, words).closing).toMatchObject([
    { label: 'Fit ×2', points: 10 },
  ]);
});
