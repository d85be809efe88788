import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../conditions/fold.ts';
import { presetModel } from '../../../model/presets/presets.ts';
import { Answers, countAnswered } from './contract.ts';
import { canTake, findExisting, takeTerms, termOf } from './into-model.ts';
import { listCriteria, proposeRules, proposeSigns, summarizeDays } from './propose.ts';

const model = presetModel('b2b_basic', 'en');
const said = (...all: object[]) => all.map((each) => Answers.parse(each));
const rule = (interviews: Answers[], value: string) => proposeRules(interviews).find((each) => each.value === value);
const sellers = said(
  { industries: { sure: 3, best: ['Manufacturing'], never: ['Retail'] }, countries: { best: ['RO'] } },
  { industries: { sure: 2, best: ['manufacturing', 'Energy'] }, size: { from: 50, to: 500 } },
  { industries: { sure: 1, best: ['MANUFACTURING'], never: ['Energy'] }, size: { from: 200 } },
  { industries: { sure: 3, best: ['Logistics'] }, before_buying: { signals: ['pricing_viewed'] } },
);

test('three of four named manufacturing: what it is worth times how sure they are, over all who answered', () => {
  // (3/3 + 2/3 + 1/3) × 10 / 4
  expect(rule(sellers, 'Manufacturing')).toMatchObject({ kind: 'industry', named: 3, against: 0, of: 4, points: 5 });
  expect(rule(sellers, 'Retail')).toMatchObject({ named: 0, against: 1, of: 4, points: -3 });
  // 2/3 for and 1/3 against, 10 each way, over four.
  expect(rule(sellers, 'Energy')).toMatchObject({ named: 1, against: 1, points: 1 });
  expect(rule(sellers, 'RO')).toMatchObject({ kind: 'country', named: 1, of: 1, points: 3 });
});

test('who says both cancel out give no points, and never less than one where there is any weight', () => {
  const split = said({ industries: { best: ['A'] } }, { industries: { never: ['a'] } });
  expect(rule(split, 'A')).toMatchObject({ named: 1, against: 1, points: 0 });
  const faint = said({ titles: { sure: 1, look: ['Student'] } }, ...Array(9).fill({ titles: { decide: ['CEO'] } }));
  expect(rule(faint, 'Student')?.points).toBe(-1);
});

test('the size is one rule between the middles of what was said', () => {
  expect(proposeRules(sellers).find(({ kind }) => kind === 'size')).toMatchObject({
    from: 125,
    to: 500,
    named: 2,
    of: 2,
  });
});

test('points are what reading one voice after the other gives, whoever comes first', () => {
  const names = fc.uniqueArray(fc.constantFrom('Ships', 'ships ', 'Școli', 'scoli', 'Труба'), { maxLength: 3 });
  const interview = fc.record({
    industries: fc.record({ sure: fc.integer({ min: 1, max: 3 }), best: names, never: names }),
  });
  fc.assert(
    fc.property(fc.array(interview, { minLength: 1, maxLength: 6 }), (raw) => {
      const interviews = said(...raw);
      const rules = proposeRules(interviews);
      const who = interviews.filter(({ industries: a }) => (a?.best.length ?? 0) + (a?.never.length ?? 0) > 0);
      for (const { value, points, named, against } of rules) {
        let weight = 0;
        let voices = 0;
        for (const { industries } of who) {
          const first = [...(industries?.best ?? []), ...(industries?.never ?? [])].findIndex(
            (each) => fold(each) === fold(value),
          );
          if (first < 0) continue;
          voices += 1;
          weight += ((industries?.sure ?? 0) * (first < (industries?.best.length ?? 0) ? 10 : -10)) / 3;
        }
        expect(named + against).toBe(voices);
        expect(Math.abs(points - weight / who.length)).toBeLessThanOrEqual(Math.abs(weight) < 1e-9 ? 0.01 : 1);
        expect(Math.sign(points)).toBe(Math.abs(weight) < 1e-9 ? 0 : Math.sign(weight));
      }
      const backwards = proposeRules(interviews.toReversed());
      const pairs = (some: typeof rules) => some.map(({ key, points }) => `${key} ${points}`).sort();
      expect(pairs(backwards)).toEqual(pairs(rules));
    }),
    { seed: 5 },
  );
});

test('questions become signs with what the answer tells, criteria stay words, days have a middle', () => {
  const questions = said(
    { always_ask: { questions: [{ question: 'Who signs?', tells: '' }] }, hopeless: { signs: ['No budget'] } },
    { always_ask: { questions: [{ question: 'who signs?', tells: 'Decides' }] }, time_to_contract: { days: 30 } },
    {
      hopeless: { signs: ['no budget', 'A student'] },
      time_to_contract: { days: 90 },
      before_handover: { known: ['Phone'] },
    },
  );
  expect(proposeSigns(questions)).toMatchObject([{ sign: 'Decides', question: 'Who signs?', named: 2, of: 2 }]);
  expect(listCriteria(questions)).toEqual([
    { kind: 'hopeless', text: 'No budget', named: 2, of: 2 },
    { kind: 'hopeless', text: 'A student', named: 1, of: 2 },
    { kind: 'known', text: 'Phone', named: 1, of: 1 },
  ]);
  expect(summarizeDays(questions)).toEqual({ median: 60, least: 30, most: 90, of: 2 });
  expect(questions.map(countAnswered)).toEqual([2, 2, 3]);
});

test('a rule goes into the dimension it is about, once, and the model knows it again', () => {
  const rules = proposeRules(sellers);
  const terms = rules.map((each) => termOf(each, each.points));
  const once = takeTerms(model, terms, 'From interviews', model.signals);
  const groups = once.dimensions.flatMap(({ key, groups: all }) =>
    all.filter(({ name }) => name === 'From interviews').map((group) => [key, group.terms.length]),
  );
  expect(groups).toEqual([
    ['fit', rules.length - 1],
    ['engagement', 1],
  ]);
  const again = takeTerms(once, [{ ...(terms[0] as (typeof terms)[number]), points: 7 }], 'From interviews', {});
  const taken = findExisting(again, rules[0] as (typeof rules)[number]).filter((each) => each.taken);
  expect(taken).toMatchObject([{ key: rules[0]?.key, points: 7 }]);
});

test('the size taken again asks for what is said now, and keeps its name and limits; until then it is another rule', () => {
  const sizeOf = (...all: object[]) =>
    proposeRules(said(...all.map((size) => ({ size })))).find(({ kind }) => kind === 'size');
  const [narrow, wide] = [sizeOf({ from: 50, to: 500 }), sizeOf({ from: 10, to: 5000 })] as [never, never];
  const { key, ...first } = termOf(narrow, 5);
  const named = { key, ...first, name: 'Right size', ceiling: 5 } as ReturnType<typeof termOf>;
  const before = takeTerms(model, [named], 'From interviews', {});
  const taken = (document: typeof model, rule: never) => findExisting(document, rule).map((each) => each.taken);
  expect([taken(before, narrow), taken(before, wide)].map((each) => each.filter(Boolean).length)).toEqual([1, 0]);
  const after = takeTerms(before, [termOf(wide, 8)], 'From interviews', {});
  expect([taken(after, narrow), taken(after, wide)].map((each) => each.filter(Boolean).length)).toEqual([0, 1]);
  const terms = after.dimensions.flatMap(({ groups }) => groups.flatMap((group) => group.terms));
  expect(terms.filter((term) => term.key === key)).toEqual([
    { ...named, points: 8, when: (termOf(wide, 8) as { when: object }).when },
  ]);
});

test('a rule that was taken is known again whoever writes it first, and not once it asks for something else', () => {
  const taken = takeTerms(model, [termOf(rule(sellers, 'Manufacturing') as never, 5)], 'From interviews', {});
  const again = rule(sellers.toReversed(), 'MANUFACTURING') as never;
  expect(findExisting(taken, again).filter((each) => each.taken)).toHaveLength(1);
  const edited = JSON.parse(JSON.stringify(taken).replaceAll('"value":"Manufacturing"', '"value":"Mills"'));
  expect(findExisting(edited, again).filter((each) => each.taken)).toEqual([]);
});

test('a signal that no model knows cannot be taken', () => {
  const pricing = rule(sellers, 'pricing_viewed') as never;
  expect(canTake(pricing, [{ signals: {} }, model])).toBe(true);
  expect(canTake(pricing, [{ signals: {} }])).toBe(false);
  expect(canTake(rule(sellers, 'Retail') as never, [{ signals: {} }])).toBe(true);
});

test('what the model says of the same already is found: a part of the word, the same signal', () => {
  const existing = (value: string) => findExisting(model, rule(sellers, value) as never).map(({ key }) => key);
  expect(existing('Manufacturing')).toHaveLength(1);
  expect(existing('Retail')).toEqual([]);
  expect(existing('pricing_viewed')).toHaveLength(1);
});
