import { expect, test } from 'vitest';
import { divideCustomers, type Member, type Members } from './groups.ts';

const sizes = ['small', 'large'];
const areas = ['north', 'south', 'west'];

/** Twenty-four customers of each of three areas; the size follows from the area but for one in eight, the plan from nothing. */
const members = Array.from({ length: 72 }, (_, place): Member => {
  const area = areas[place % 3] as string;
  const isLarge = (place % 3 === 0) !== (place % 8 === 0);
  return {
    values: new Map([
      ['person.area', [area]],
      ['person.size', [isLarge ? 'large' : 'small']],
      ['person.plan', [place % 2 === 0 ? 'a' : 'b']],
      ['person.rare', [`only ${place}`]],
      ['person.title', area === 'south' ? ['head', 'sales'] : ['sales']],
    ]),
    numbers: new Map([['touch.properties.value', 100 * (place % 3) + place]]),
  };
});
const all: Members = {
  members,
  fields: [
    { name: 'person.area', how: 'values' },
    { name: 'person.size', how: 'values' },
    { name: 'person.plan', how: 'values' },
    { name: 'person.rare', how: 'values' },
    { name: 'person.title', how: 'words' },
  ],
  shown: new Map(sizes.map((size) => [`person.size\n${size}`, size.toUpperCase()])),
  cuts: new Map(),
};

test('a field divides customers where its groups are large enough; each has what it has more often than the others', () => {
  const { groups, fields, proposed, rest } = divideCustomers(all, 'person.area');
  expect({ proposed, rest }).toEqual({ proposed: false, rest: 0 });
  expect(fields.map((each) => each.field).toSorted()).toEqual(['person.area', 'person.plan', 'person.size']);
  const [north, south] = groups;
  expect(groups.map(({ count }) => count)).toEqual([24, 24, 24]);
  expect(north?.when).toEqual({
    combinator: 'and',
    rules: [{ field: 'person.area', operator: '=', value: 'north' }],
  });
  expect(north?.traits).toMatchObject([
    {
      field: 'person.size',
      when: { rules: [{ field: 'person.size', operator: '=', value: 'LARGE' }] },
      share: 21 / 24,
      elsewhere: 6 / 48,
    },
  ]);
  expect(south?.traits[0]).toMatchObject({
    when: { rules: [{ field: 'person.title', operator: 'containsWord', value: 'head' }] },
    share: 1,
    elsewhere: 0,
  });
  expect(groups.flatMap(({ traits }) => traits).filter(({ field }) => field === 'person.plan')).toEqual([]);
  expect(north?.typical).toEqual([{ field: 'touch.properties.value', median: 34.5, of: 24 }]);
});

test('the field that tells most of the others is proposed, and none where nothing tells anything', () => {
  const { field, proposed, fields } = divideCustomers(all, undefined);
  expect(proposed).toBe(true);
  expect(field).toBe(fields[0]?.field);
  expect(['person.area', 'person.size']).toContain(field);
  const blind = { ...all, fields: all.fields.filter(({ name }) => name !== 'person.size' && name !== 'person.title') };
  expect(divideCustomers(blind, undefined)).toMatchObject({ field: null, groups: [], rest: 72 });
  expect(divideCustomers(all, 'person.rare')).toMatchObject({ field: null, groups: [] });
});
