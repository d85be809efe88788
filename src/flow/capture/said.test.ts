import { expect, test } from 'vitest';
import type { FieldValue } from './arrival.ts';
import { completeName, readFieldValue, snakeKey } from './said.ts';

function complete(fields: Record<string, FieldValue>) {
  const said = { claims: {}, fields: { ...fields }, company: {} };
  completeName(said);
  return said.fields;
}

test.each([
  [{ first_name: 'Ada', last_name: 'Love' }, 'Ada Love'],
  [{ last_name: 'Love' }, 'Love'],
  [{ first_name: '伟', last_name: '王' }, '王伟'],
  [{ first_name: '민수', last_name: '김' }, '김민수'],
  [{ full_name: 'Ada Love', last_name: 'Love' }, 'Ada Love'],
  [{ full_name: 'Ada', last_name: 'Love' }, 'Ada Love'],
  [{ full_name: 'Pop', first_name: 'Ion' }, 'Ion Pop'],
])('%j is called %j', (fields, name) => {
  expect(complete(fields).full_name).toBe(name);
});

test('without a name there is none, and one that was emptied stays empty', () => {
  expect(complete({ title: 'CTO' })).toEqual({ title: 'CTO' });
  expect(complete({ full_name: null, last_name: 'Love' }).full_name).toBeNull();
});

test.each([
  ['jobTitle', 'job_title'],
  ['Job title', 'job_title'],
  ['UTM-Source', 'utm_source'],
  ['3rd Choice!', 'rd_choice'],
  ['Имя', undefined],
  ['', undefined],
])('%j as a key is %j', (name, key) => {
  expect(snakeKey(name)).toBe(key);
});

test('a value is kept as its field holds it, and text where it cannot be', () => {
  expect(['employees', 'consent', 'title'].map((field) => readFieldValue(field, '1'))).toEqual([1, true, '1']);
  expect(readFieldValue('employees', 'many')).toBe('many');
  expect(readFieldValue('title', '  ')).toBeUndefined();
  expect(readFieldValue('title', null)).toBeNull();
  expect(readFieldValue('title', { a: 1 })).toBeUndefined();
  expect(readFieldValue('tags', ['a', 1, null])).toEqual(['a', '1']);
});
