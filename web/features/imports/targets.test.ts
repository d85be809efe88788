import { describe, expect, it } from 'vitest';
import type { ImportTarget } from '../../../src/flow/capture/import/contract.ts';
import { isUsed, makeTarget, nameTarget, saysWho } from './targets.ts';

describe('where a column goes', () => {
  it('a target has one name, and the name makes the target again', () => {
    const targets: ImportTarget[] = [
      { to: 'field', field: 'title' },
      { to: 'company_field', field: 'employees' },
      { to: 'identifier', kind: 'user_id' },
      { to: 'identifier', kind: 'foreign_id', system: 'import' },
      { to: 'occurred_at' },
      { to: 'subject' },
      { to: 'source' },
      { to: 'property', property: 'Город' },
      { to: 'new_field', field: 'column_3', label: 'Город', type: 'text' },
      { to: 'ignore' },
    ];
    for (const target of targets) expect(makeTarget(nameTarget(target), 'Город', 2)).toEqual(target);
  });

  it('a new field is called as the column, or by its place where the name has no Latin letter', () => {
    expect(makeTarget('new_field', 'Total Visits (12m)', 0)).toMatchObject({ field: 'total_visits_12m' });
    expect(makeTarget('new_field', '公司', 4)).toMatchObject({ field: 'column_5', label: '公司' });
  });

  it('what is only kept on the touch is not used', () => {
    expect(isUsed({ target: { to: 'property', property: 'a' } })).toBe(false);
    expect(isUsed({ target: { to: 'ignore' } })).toBe(false);
    expect(isUsed({ target: { to: 'subject' } })).toBe(true);
  });
});

it('a mapping says who a row is about once a column, or a value of every row, has a place on a person or company', () => {
  const aside = { column: 'colour', target: { to: 'property', property: 'colour' } } as const;
  expect(saysWho({ columns: [aside], constants: [] })).toBe(false);
  expect(saysWho({ columns: [aside, { column: 'e', target: { to: 'field', field: 'email' } }], constants: [] })).toBe(
    true,
  );
  const fair = { target: { to: 'company_field', field: 'country' }, value: 'RO' } as const;
  expect(saysWho({ columns: [aside], constants: [fair] })).toBe(true);
});
