import { expect, test } from 'vitest';
import type { AppError } from '../../../base/errors.ts';
import type { Field } from '../../../conditions/catalogue.ts';
import type { FieldValue } from '../../capture/index.ts';
import { isEditable, readFieldChanges, withDerived } from './editable-fields.ts';

const fields: Field[] = [
  { name: 'person.title', type: 'text' },
  { name: 'person.email', type: 'text' },
  { name: 'person.email_domain', type: 'text' },
  { name: 'person.phone', type: 'text' },
  { name: 'person.employees', type: 'number' },
  { name: 'person.consent', type: 'boolean' },
  { name: 'person.born_on', type: 'date' },
  { name: 'person.met_at', type: 'instant' },
  { name: 'person.size', type: 'select', options: [{ value: 'S' }, { value: 'L' }] },
  { name: 'person.colours', type: 'list', options: [{ value: 'red' }, { value: 'blue' }] },
  { name: 'person.tags', type: 'list' },
  { name: 'company.name', type: 'text' },
];

function problemsOf(wanted: Record<string, FieldValue>) {
  try {
    readFieldChanges(fields, wanted);
  } catch (error) {
    return (error as AppError).errors;
  }
  return [];
}

test('values of the right type are taken, text without the blanks around it, instants in UTC', () => {
  const wanted = {
    title: ' Chief ',
    email: 'иван@пример.рф',
    phone: '069 123 456',
    employees: 12.5,
    consent: false,
    born_on: '2024-02-29',
    met_at: '2026-03-29T12:00:00+03:00',
    size: 'L',
    colours: ['red', 'blue'],
    tags: ['any'],
  };
  expect(readFieldChanges(fields, wanted)).toEqual({ ...wanted, title: 'Chief', met_at: '2026-03-29T09:00:00.000Z' });
});

test('null, blank text and an empty list empty a field, whatever its type', () => {
  expect(readFieldChanges(fields, { title: '  ', employees: '', colours: [], born_on: null })).toEqual({
    title: null,
    employees: null,
    colours: null,
    born_on: null,
  });
});

test('whatever is wrong is told at once, with the path, the value and what was expected', () => {
  expect(problemsOf({ employees: '12', nope: 1 })).toEqual([
    { path: ['body', 'fields', 'employees'], message: 'Expected a number, found "12"' },
    { path: ['body', 'fields', 'nope'], message: 'Expected a field of this workspace, found "nope"' },
  ]);
  const wrong: Record<string, FieldValue> = {
    title: 3,
    email: 'anna(at)example.com',
    phone: 'call me',
    consent: 'yes',
    born_on: '2026-02-29',
    met_at: '2026-03-29',
    size: 'M',
    colours: ['red', 'green'],
    tags: [' '],
    email_domain: 'example.com',
    name: 'Acme',
  };
  expect(problemsOf(wrong)?.map(({ path }) => path[2])).toEqual(Object.keys(wrong));
});

test('what follows from an address or a number is not edited but emptied with it', () => {
  expect(['person.email', 'person.title', 'person.own'].every(isEditable)).toBe(true);
  const computed = ['person.email_kind', 'person.phone_kind', 'person.first_source', 'company.name', 'lead.stage'];
  expect(computed.some(isEditable)).toBe(false);
  expect(withDerived({ email: null, title: 'x' })).toEqual({
    email: null,
    title: 'x',
    email_domain: null,
    email_kind: null,
  });
});
