import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../conditions/catalogue.ts';
import { prepareModel, type ScoreResult, scoreAt } from './evaluate.ts';
import type { Decay, Model, SignalTerm, Term } from './format.ts';
import { nextChangeAt } from './next-change.ts';
import { monthlyHalf } from './presets/fit-and-engagement.ts';
import { presetModel } from './presets/presets.ts';

/* Examples from practice, each with the numbers that the system it comes from would show. */

const start = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const person = catalogueOf(
  ['title', 'industry', 'department', 'challenge', 'adoption_time']
    .map((key) => ({ name: `person.${key}`, type: 'text' as const }))
    .concat([{ name: 'company.industry', type: 'text' as const }]),
);

/** A model of one group; every signal is counted under its own key. */
const modelOf = (...terms: Term[]): Model => ({
  format: 1,
  name: 'Example',
  signals: Object.fromEntries(
    terms.flatMap((term) =>
      term.kind === 'field'
        ? []
        : [[term.signal, { name: term.signal, when: { combinator: 'and' as const, rules: [] } }]],
    ),
  ),
  dimensions: [{ key: 'engagement', name: 'Engagement', groups: [{ key: 'all', name: 'All', take: 'sum', terms }] }],
  bands: [{ key: 'cold' }],
});
const counted = (points: number, decay: Decay, at_most?: SignalTerm['at_most']): SignalTerm => ({
  kind: 'signal',
  key: 'visit',
  signal: 'visit',
  points,
  decay,
  ...(at_most ? { at_most } : {}),
});
/** The score `after` days; touches by signal, in days after the start. */
const scoreOf = (
  model: Model,
  touches: Record<string, number[]>,
  after: number,
  fields: Record<string, string> = {},
): ScoreResult => {
  const hits = Object.entries(touches).map(
    ([key, days]) => [key, days.map((each, id) => ({ occurred_at: start + each * day, id }))] as const,
  );
  const subject = { read: (field: string) => fields[field], hits: new Map(hits) };
  return scoreAt(prepareModel(model, person, 'UTC'), subject, start + after * day);
};
const pointsAfter = (model: Model, visits: number[], days: number[]) =>
  days.map((after) => scoreOf(model, { visit: visits }, after).exact);

describe('B2B basic', () => {
  const best = {
    'person.title': 'Managing director',
    'person.industry': 'Machine building',
    'person.department': 'Marketing',
    'person.challenge': 'Nobody knows which campaign brings orders',
    'person.adoption_time': 'within 1 month',
  };
  const model = presetModel('b2b_basic', 'en');
  const actions = Object.keys(model.signals).filter((key) => key !== 'unsubscribed');

  it('reaches 75 and not more: 35 for the profile, 40 for the actions', () => {
    const all = Object.fromEntries(actions.map((key) => [key, [0]]));
    expect(scoreOf(model, all, 1, best).points).toBe(75);
    const often = Object.fromEntries(actions.map((key) => [key, [0, 1, 2, 3, 4, 5]]));
    expect(scoreOf(model, often, 6, best).points).toBe(75);
  });
});

describe('Breadcrumbs-like interval decay', () => {
  // 40 points for five visits, each counted once up to five; 15 % of them go at the end of every 45 days.
  const shares = [1, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1];
  const steps = shares.map((share, index): [number, number] => [45 * (index + 1), share]);
  const model = modelOf(counted(8, { curve: 'steps', steps }, { n: 5, per: 'ever' }));

  it('keeps the full weight within the first interval, then falls by steps, to nothing', () => {
    const visits = [0, 0, 0, 0, 0];
    expect(pointsAfter(model, visits, [0, 44.9, 45, 89.9, 90, 270, 314.9, 315])).toEqual([40, 40, 34, 34, 28, 4, 4, 0]);
  });

  it('counts a visit beyond the greatest frequency no more, and fewer for their part', () => {
    expect(pointsAfter(model, [0, 0, 0, 0, 0, 0, 0], [1])).toEqual([40]);
    expect(pointsAfter(model, [0, 0], [1, 45])).toEqual([16, 13.6]);
  });

  it('changes at the very instant at which an interval ends', () => {
    const ready = prepareModel(model, person, 'UTC');
    const subject = { read: () => undefined, hits: new Map([['visit', [{ occurred_at: start, id: 1 }]]]) };
    expect(nextChangeAt(ready, subject, start + day)).toBe(start + 45 * day);
  });
});

describe("Account Engagement's defaults", () => {
  const model = presetModel('account_engagement', 'en');

  it('take 5 for a form error, each time', () => {
    expect(scoreOf(model, { form_error: [0] }, 1).points).toBe(-5);
    expect(scoreOf(model, { form_error: [0, 0.1, 0.2] }, 1).points).toBe(-15);
  });

  it('give 50 for the form that went through in the end, and 1 for each page on the way', () => {
    const touches = { session_begun: [0], page_viewed: [0, 0, 0, 0], form_error: [0], form_submitted: [0] };
    expect(scoreOf(model, touches, 400).points).toBe(3 + 4 - 5 + 50);
  });

  it('give nothing for an opened e-mail, 3 for a link in it, and take 100 for a lost opportunity', () => {
    expect(scoreOf(model, { email_opened: [0, 1], link_clicked: [0] }, 2).points).toBe(3);
    expect(scoreOf(model, { opportunity_created: [0], opportunity_lost: [9] }, 10).points).toBe(-50);
  });
});

describe("HubSpot's monthly linear decay of 50 %", () => {
  it('takes half of the first worth at the end of each month: all, half, nothing', () => {
    const model = modelOf(counted(20, monthlyHalf));
    expect(pointsAfter(model, [0], [0, 29.9, 30, 59.9, 60, 300])).toEqual([20, 20, 10, 10, 0, 0]);
  });

  it('is a straight line of the first worth, not half of what is left: at month ends a line over two months says the same', () => {
    const stepwise = modelOf(counted(20, monthlyHalf));
    const line = modelOf(counted(20, { curve: 'linear', days: 60 }));
    const halving = modelOf(counted(20, { curve: 'half_life', days: 30 }));
    const ends = [0, 30, 60];
    expect(pointsAfter(stepwise, [0], ends)).toEqual(pointsAfter(line, [0], ends));
    expect(pointsAfter(halving, [0], ends)).toEqual([20, 10, 5]);
  });

  it('of 25 % takes four months', () => {
    const quarter: Decay = {
      curve: 'steps',
      steps: [
        [30, 1],
        [60, 0.75],
        [90, 0.5],
        [120, 0.25],
      ],
    };
    expect(pointsAfter(modelOf(counted(20, quarter)), [0], [0, 30, 60, 90, 120])).toEqual([20, 15, 10, 5, 0]);
  });
});

describe('a rule that fires on each visit, and one that fires once', () => {
  it('on each visit: without a cap every touch counts', () => {
    const model = modelOf(counted(5, { curve: 'none' }));
    expect(pointsAfter(model, [0, 0.1, 3, 40], [0.05, 1, 10, 100])).toEqual([5, 10, 15, 20]);
  });

  it('once: the first counts, whenever it came, and no other', () => {
    const model = modelOf(counted(5, { curve: 'none' }, { n: 1, per: 'ever' }));
    expect(pointsAfter(model, [0, 0.1, 3, 40], [0.05, 1, 10, 100])).toEqual([5, 5, 5, 5]);
  });

  it('once a day: the first of each calendar day', () => {
    const model = modelOf(counted(5, { curve: 'none' }, { n: 1, per: 'day' }));
    expect(pointsAfter(model, [0, 0.1, 3, 40], [1, 10, 100])).toEqual([5, 10, 15]);
  });

  it('once, while it was lately: a count of one or more in the last days comes and goes', () => {
    const model = modelOf({
      kind: 'count',
      key: 'lately',
      signal: 'visit',
      comparison: '>=',
      count: 1,
      window_days: 7,
      points: 5,
    });
    expect(pointsAfter(model, [0, 0.1, 20], [1, 7.05, 7.1, 19, 21])).toEqual([5, 5, 0, 0, 5]);
  });
});
