import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomCatalogue, randomModel } from '../../../test/harness/random-model.ts';
import { catalogueOf } from '../../conditions/catalogue.ts';
import type { Condition } from '../../conditions/format.ts';
import type { FieldTerm, Model, SignalTerm } from '../format.ts';
import { describeChanges } from './describe-changes.ts';
import { diffModels } from './diff-models.ts';
import { mergeTexts } from './merge-texts.ts';

const languages = ['en', 'ru', 'zh', 'ro'] as const;
const catalogue = catalogueOf([
  { name: 'person.title', type: 'text', label: 'Job title' },
  { name: 'touch.path', type: 'text', label: 'Page path' },
]);
const titled = (...value: string[]): Condition => ({
  combinator: 'and',
  rules: [{ field: 'person.title', operator: 'contains', value }],
});
const model: Model = {
  format: 1,
  name: 'Main',
  signals: {
    pricing: { name: 'Pricing page viewed', when: { combinator: 'and', rules: [] } },
    trial: { name: 'Trial requested', when: { combinator: 'and', rules: [] } },
  },
  dimensions: [
    {
      key: 'fit',
      name: 'Fit',
      ceiling: 35,
      groups: [
        {
          key: 'title',
          name: 'Job title',
          take: 'first',
          terms: [{ kind: 'field', key: 'chief', name: 'Chief', points: 10, when: titled('chief') }],
        },
      ],
    },
    {
      key: 'engagement',
      name: 'Engagement',
      groups: [
        {
          key: 'actions',
          name: 'Actions',
          take: 'sum',
          terms: [
            {
              kind: 'signal',
              key: 'pricing',
              signal: 'pricing',
              points: 5,
              decay: { curve: 'half_life', days: 30 },
            },
            {
              kind: 'count',
              key: 'busy',
              name: 'Busy week',
              signal: 'pricing',
              points: 3,
              comparison: '>=',
              count: 3,
              window_days: 7,
            },
          ],
        },
        { key: 'more', name: 'More', take: 'sum', terms: [] },
      ],
    },
  ],
  bands: [
    { key: 'cold', name: 'Cold' },
    { key: 'hot', name: 'Hot', from: 50, margin: 3 },
  ],
  grid: {
    fit: { dimension: 'fit', cuts: [30, 20, 10] },
    engagement: { dimension: 'engagement', cuts: [30, 20, 10] },
    names: { A1: 'Call today' },
  },
};
type Groups = Model['dimensions'][number]['groups'];
const engagement = (copy: Model) => copy.dimensions[1]?.groups as Groups;
const pricing = (copy: Model) => engagement(copy)[0]?.terms[0] as SignalTerm;
const chief = (copy: Model) => copy.dimensions[0]?.groups[0]?.terms[0] as FieldTerm;
const say = (edit: (copy: Model) => void, language: (typeof languages)[number] = 'en') => {
  const after = structuredClone(model);
  edit(after);
  const changes = diffModels(model, after);
  return describeChanges(changes, { before: model, after, catalogue, language }).map(({ text }) => text);
};
const faster = (copy: Model) => {
  pricing(copy).points = 8;
  pricing(copy).decay = { curve: 'half_life', days: 14 };
};

describe('changes read as sentences', () => {
  it('one for each part, in every language', () => {
    expect(languages.flatMap((language) => say(faster, language))).toEqual([
      'Pricing page viewed: 5 → 8 points, half-life 30 → 14 days',
      'Pricing page viewed: 5 → 8 баллов, период полураспада 30 → 14 дней',
      'Pricing page viewed：5 → 8 分，半衰期 30 → 14 天',
      'Pricing page viewed: 5 → 8 puncte, timp de înjumătățire 30 de zile → 14 zile',
    ]);
  });

  it('what is added, removed and moved', () => {
    const rebuilt = (copy: Model) => {
      engagement(copy)[1]?.terms.push(...(engagement(copy)[0]?.terms.splice(1, 1) ?? []), {
        kind: 'signal',
        key: 'trial',
        signal: 'trial',
        points: 25,
        decay: { curve: 'none' },
        at_most: { n: 1, per: 'ever' },
      });
      copy.dimensions[0]?.groups.pop();
      copy.bands.push({ key: 'burning', name: 'Burning', from: 90 });
    };
    expect(say(rebuilt)).toEqual([
      'Busy week: moved from “Actions” to “More”',
      'Added to “More”: Trial requested: +25, counted once',
      'Added: band “Burning”, from 90',
      'Removed: group “Job title”, the first that holds',
      'Removed from “Job title”: Chief (Job title contains chief: +10)',
    ]);
    expect(say(rebuilt, 'ru')).toEqual([
      'Busy week: перемещено из «Actions» в «More»',
      'Добавлено в «More»: Trial requested: +25, засчитывается один раз',
      'Добавлено: уровень «Burning», от 90',
      'Удалено: группа «Job title», первое выполненное',
      'Удалено из «Job title»: Chief (Job title содержит chief: +10)',
    ]);
  });

  it('every property of a term', () => {
    const edited = (copy: Model) => {
      const busy = engagement(copy)[0]?.terms[1] as Extract<Groups[number]['terms'][number], { kind: 'count' }>;
      Object.assign(busy, { count: 5, window_days: 14, off: true });
      Object.assign(pricing(copy), { at_most: { n: 2, per: 'day' }, ceiling: 20, decay: { curve: 'none' } });
      chief(copy).when = titled('chief', 'head');
    };
    expect(say(edited)).toEqual([
      'Chief: condition “Job title contains chief” → “Job title contains chief or head”',
      'Pricing page viewed: upper limit none → 20, half-life 30 days → no decay, counted every time → at most 2 per day',
      'Busy week: switched off, Pricing page viewed 3 times or more in 7 → 5 times or more in 14 days',
    ]);
    expect(say((copy) => Object.assign(pricing(copy), { points: 1, signal: 'trial' }))).toEqual([
      'Trial requested: 5 points → 1 point, signal “Pricing page viewed” → “Trial requested”',
    ]);
  });

  it('limits, weights, names, bands and the grid', () => {
    const edited = (copy: Model) => {
      copy.name = 'Second';
      Object.assign(copy.dimensions[0] as object, { weight: 2, ceiling: 40 });
      Object.assign(copy.bands[1] as object, { from: 60, margin: 5 });
      Object.assign(engagement(copy)[0] as object, { take: 'largest', name: 'Deeds' });
      Object.assign(copy.grid as object, { names: { A1: 'Phone now' } });
      if (copy.grid) copy.grid.fit.cuts = [25, 15, 5];
    };
    expect(say(edited)).toEqual([
      'Model: name “Main” → “Second”',
      'Grid: cut-offs of fit 30 / 20 / 10 → 25 / 15 / 5, A1 “Call today” → “Phone now”',
      'Dimension “Fit”: weight none → 2, upper limit 35 → 40',
      'Group “Deeds”: name “Actions” → “Deeds”, all that hold, added up → the largest of those that hold',
      'Band “Hot”: from 50 → 60, margin 3 → 5',
    ]);
    expect(say((copy) => delete copy.grid, 'ro')).toEqual(['Șters: matricea']);
  });

  it('profiles, and whom the model is for', () => {
    const edited = (copy: Model) => {
      copy.profiles = { boss: { name: 'Boss', when: titled('boss') } };
      copy.applies_to = titled('chief');
    };
    expect(say(edited)).toEqual([
      'Model: for “Always” → “Job title contains chief”',
      'Added: profile “Boss”, Job title contains boss',
    ]);
  });

  it('what a company is scored by', () => {
    const before = structuredClone(model);
    before.company = { take: 'sum', engaged: { dimension: 'engagement', from: 10 } };
    const after = structuredClone(model);
    after.company = {
      take: 'best',
      engaged: { dimension: 'engagement', from: 15 },
      decision_maker: titled('chief'),
    };
    const told = (from: Model, to: Model, language: (typeof languages)[number] = 'en') =>
      describeChanges(diffModels(from, to), { before: from, after: to, catalogue, language }).map(({ text }) => text);
    expect(told(before, after)).toEqual([
      'Company score: the sum of its people → its best person, engaged from 10 → 15, decision makers none → “Job title contains chief”',
    ]);
    expect(told(model, after, 'zh')).toEqual([
      '新增：公司评分，最高的人员；在“Engagement”中达到 15 即算参与；决策人：Job title 包含 chief',
    ]);
    const [usual, fit] = [structuredClone(before), structuredClone(before)];
    delete usual.company?.engaged;
    fit.company = { take: 'sum', engaged: { dimension: 'fit', from: 10 } };
    expect(told(usual, before)).toEqual(['Company score: engaged above the lowest band → from 10 “Engagement”']);
    expect(told(before, fit)).toEqual(['Company score: engaged by “Engagement” → “Fit”']);
    expect(told(after, model, 'ro')).toEqual(['Șters: scorul companiei']);
  });

  it('a change inside a long list, which reads the same when it is shortened', () => {
    const many = Array.from({ length: 20 }, (_, index) => `title ${index}`);
    const [before, after] = [structuredClone(model), structuredClone(model)];
    chief(before).when = titled(...many);
    chief(after).when = titled(...many.slice(0, 19), 'boss');
    const lines = describeChanges(diffModels(before, after), { before, after, catalogue, language: 'en' });
    expect(lines.map(({ text }) => text)).toEqual(['Chief: values + boss; − title 19']);
  });

  it('a term of another kind is told whole', () => {
    const replaced = (copy: Model) => {
      const [group] = engagement(copy);
      group?.terms.splice(0, 1, { kind: 'field', key: 'pricing', points: 1, when: titled('boss') });
    };
    expect(say(replaced)).toEqual([
      'Job title contains boss: Pricing page viewed: +5 each, half-life 30 days → Job title contains boss: +1',
    ]);
  });
});

it('words that two readings share are said once', () => {
  expect(mergeTexts('half-life 30 days', 'half-life 14 days')).toBe('half-life 30 → 14 days');
  expect(mergeTexts('1 point', '8 points')).toBe('1 point → 8 points');
  expect(mergeTexts('at most 1 per day', 'at most 1 per day ever')).toBe('at most 1 per day → at most 1 per day ever');
});

it('every change of random models is told, each part once, in every language', () => {
  fc.assert(
    fc.property(randomModel, randomModel, fc.constantFrom(...languages), (before, after, language) => {
      const changes = diffModels(before, after);
      const lines = describeChanges(changes, { before, after, catalogue: randomCatalogue, language });
      expect(lines.length > 0).toBe(changes.length > 0);
      const told = new Set(lines.map(({ path }) => path.join('.')));
      expect(lines.length - told.size).toBe(0);
      for (const { path } of changes)
        expect([...told].some((line) => line === '' || path.join('.').startsWith(line))).toBe(true);
      for (const { text } of lines) expect(text).not.toMatch(/undefined|NaN|\[object/);
    }),
    { seed: 305, numRuns: 200 },
  );
});
