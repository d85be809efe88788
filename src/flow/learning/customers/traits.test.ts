import { expect, test } from 'vitest';
import { sayingMost, type TraitField, traitFields } from './trait-fields.ts';
import { tellTraits } from './traits.ts';
import { findTurningPoint } from './turning-point.ts';
import { wordsIn } from './words-in.ts';

const plan: TraitField = { name: 'person.plan', how: 'values' };
const value = (name: string, customers: number, others: number) => ({
  field: plan,
  value: name,
  shown: name,
  customers,
  others,
});

test('shares are of those of whom the field is known; what stands out comes first, then what tells more', () => {
  const counts = [value('a', 40, 100), value('b', 5, 395), value('c', 1, 9), value('d', 30, 0)];
  const traits = tellTraits(counts, [{ field: plan, customers: 80, others: 500 }], new Map());
  const rules = ['b', 'd', 'a', 'c'].map((name) => [{ field: 'person.plan', operator: '=', value: name }]);
  expect(traits.map(({ when }) => when.rules)).toEqual(rules);
  expect(traits.map((each) => each.stands)).toEqual([true, true, true, false]);
  expect(traits[2]).toMatchObject({
    customers: { count: 40, of: 80, value: 0.5 },
    others: { count: 100, of: 500, value: 0.2 },
    lift: { value: 2.5 },
    telltale: false,
  });
  expect(traits[1]).toMatchObject({ lift: null, telltale: true });
});

test('a field that is known of few on either side, or that is the same for all, makes no trait', () => {
  expect(tellTraits([value('a', 9, 50)], [{ field: plan, customers: 9, others: 500 }], new Map())).toEqual([]);
  expect(tellTraits([value('a', 80, 500)], [{ field: plan, customers: 80, others: 500 }], new Map())).toEqual([]);
});

test('names and addresses are no traits, and of twins the better known field stays', () => {
  const fields = traitFields({
    person_fields: [
      { key: 'email', type: 'text', label: 'E-mail' },
      { key: 'title', type: 'text', label: 'Title' },
      { key: 'country', type: 'text', label: 'Country' },
      { key: 'since', type: 'date', label: 'Since' },
    ],
    company_fields: [{ key: 'country', type: 'text', label: 'Country' }],
  });
  expect(fields.map(({ name, how }) => [name, how])).toEqual([
    ['person.title', 'words'],
    ['person.country', 'values'],
    ['company.country', 'values'],
    ['person.first_source', 'values'],
  ]);
  const known = fields.map((field, place) => ({ field, customers: place, others: place * 10 }));
  expect(sayingMost(known).map(({ field }) => field.name)).toEqual(['company.country', 'person.first_source']);
});

test('the words of a title are compared folded and shown as written', () => {
  expect([...wordsIn('Șef de vânzări, SUA')]).toEqual([
    ['sef', 'Șef'],
    ['vanzari', 'vânzări'],
    ['sua', 'SUA'],
  ]);
  expect([...wordsIn('Начальник отдела по маркетингу').values()]).toEqual(['Начальник', 'отдела', 'маркетингу']);
  expect([...wordsIn('A / B').keys()]).toEqual([]);
});

test('the turning point is the first signal in time after which the chance is surely and at least twice the base rate', () => {
  const share = (of: number, of_them: number) => ({
    value: of / of_them,
    low: of / of_them / 1.5,
    high: 1,
    of: of_them,
  });
  const step = (signal_id: number, chance: ReturnType<typeof share> | null, customers = 0.5) => ({
    signal_id,
    customers: { ...share(customers * 100, 100), count: customers * 100 },
    chance,
  });
  const weak = step(1, share(15, 100));
  const few = step(2, share(10, 19));
  const rare = step(3, share(60, 100), 0.05);
  const strong = step(4, share(20, 100));
  const stronger = step(5, share(60, 100));
  expect(findTurningPoint([weak, few, rare, step(6, null), strong, stronger], 0.1)).toBe(4);
  expect(findTurningPoint([weak, few, rare], 0.1)).toBeNull();
  expect(findTurningPoint([], 0.1)).toBeNull();
});
