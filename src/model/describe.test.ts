import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../conditions/catalogue.ts';
import { describeDecay, describeGroup, describeRollup, describeTerm } from './describe.ts';
import type { Model, Term } from './format.ts';

const catalogue = catalogueOf([{ name: 'person.title', type: 'text', label: 'Job title' }]);
const model: Model = {
  format: 1,
  name: 'Test',
  signals: { pricing: { name: 'Pricing page viewed', when: { combinator: 'and', rules: [] } } },
  dimensions: [],
  bands: [{ key: 'cold' }],
};
const terms: Term[] = [
  {
    kind: 'field',
    key: 'title',
    points: 10,
    when: {
      combinator: 'and',
      rules: [{ field: 'person.title', operator: 'contains', value: ['head', 'chief', 'director'] }],
    },
  },
  {
    kind: 'signal',
    key: 'pricing',
    signal: 'pricing',
    points: 5,
    decay: { curve: 'half_life', days: 30 },
    at_most: { n: 1, per: 'day' },
  },
  {
    kind: 'signal',
    key: 'once',
    signal: 'pricing',
    points: -2.5,
    decay: { curve: 'none' },
    at_most: { n: 1, per: 'ever' },
    off: true,
  },
  { kind: 'count', key: 'often', signal: 'pricing', points: 3, comparison: '>=', count: 3, window_days: 7, ceiling: 2 },
  { kind: 'count', key: 'never', signal: 'pricing', points: -1, comparison: '=', count: 0 },
];
const say = (language: 'en' | 'ru' | 'zh' | 'ro') =>
  terms.map((term) => describeTerm(model, term, catalogue, language));

describe('a term reads as a sentence', () => {
  it('in English', () => {
    expect(say('en')).toEqual([
      'Job title contains head, chief or director: +10',
      'Pricing page viewed: +5 each, half-life 30 days, at most 1 per day',
      'Pricing page viewed: −2.5, counted once, switched off',
      'Pricing page viewed 3 times or more in 7 days: +3, never above +2',
      'Pricing page viewed: not once: −1',
    ]);
  });

  it('in Russian, with its plurals', () => {
    expect(say('ru').slice(1)).toEqual([
      'Pricing page viewed: +5 каждый раз, период полураспада 30 дней, не больше 1 в день',
      'Pricing page viewed: −2,5, засчитывается один раз, выключено',
      'Pricing page viewed: 3 раза и больше за 7 дней: +3, не выше +2',
      'Pricing page viewed: ни разу: −1',
    ]);
  });

  it('in Chinese', () => {
    expect(say('zh').slice(1)).toEqual([
      'Pricing page viewed：每次 +5，半衰期 30 天，每天最多 1 次',
      'Pricing page viewed：−2.5，只计一次，已停用',
      'Pricing page viewed：7 天内至少 3 次：+3，不高于 +2',
      'Pricing page viewed：没有发生：−1',
    ]);
  });

  it('in Romanian, with its plurals', () => {
    expect(say('ro').slice(1)).toEqual([
      'Pricing page viewed: +5 de fiecare dată, timp de înjumătățire 30 de zile, cel mult 1 pe zi',
      'Pricing page viewed: −2,5, se socotește o singură dată, dezactivat',
      'Pricing page viewed: 3 ori sau mai mult în 7 zile: +3, niciodată peste +2',
      'Pricing page viewed: niciodată: −1',
    ]);
  });

  it('as do decays and groups', () => {
    const steps = [
      [7, 1],
      [30, 0.5],
    ] as [number, number][];
    expect(describeDecay({ curve: 'steps', steps }, 'en')).toBe(
      '100% for up to 7 days, 50% for up to 30 days, then nothing',
    );
    expect(describeDecay({ curve: 'linear', days: 1 }, 'ru')).toBe('равномерно убывает до нуля в течение 1 дня');
    expect(describeDecay({ curve: 'cliff', days: 21 }, 'ro')).toBe('timp de 21 de zile, apoi nimic');
    const group = { key: 'g', name: 'G', take: 'first', floor: 0, ceiling: 10, terms: [] } as const;
    expect(describeGroup({ ...group, terms: [] }, 'en')).toBe('the first that holds, never below 0, never above +10');
  });

  it('and how companies stand by their people, said or not', () => {
    expect(describeRollup(model, catalogue, 'en')).toBe(
      'its best person; engaged above the lowest band; no decision makers named',
    );
    const company: Model['company'] = {
      take: 'sum',
      engaged: { dimension: 'd', from: 15 },
      decision_maker: { combinator: 'and', rules: [{ field: 'person.title', operator: 'contains', value: 'chief' }] },
    };
    const said = { ...model, dimensions: [{ key: 'd', name: 'Intent', groups: [] }], company };
    expect(describeRollup(said, catalogue, 'en')).toBe(
      'the sum of its people; engaged from 15 in “Intent”; decision makers: Job title contains chief',
    );
    expect(describeRollup(said, catalogue, 'ru')).toBe(
      'сумма по людям; вовлечён от 15 в измерении «Intent»; решение принимает: Job title содержит chief',
    );
    expect(describeRollup(said, catalogue, 'ro')).toContain('implicat de la 15 în „Intent”');
  });
});
