import { describe, expect, it } from 'vitest';
import type { ImportTarget } from '../../../src/flow/capture/import/contract.ts';
import { isUsed, keyOf, makeTarget, nameTarget } from './targets.ts';

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

  it('a key is made of Latin letters, or of the place where there are none', () => {
    expect(keyOf('Total Visits (12m)', 0)).toBe('total_visits_12m');
    expect(keyOf('Județ', 0)).toBe('judet');
    expect(keyOf('2nd phone', 0)).toBe('nd_phone');
    expect(keyOf('公司', 4)).toBe('column_5');
  });

  it('what is only kept on the touch is not used', () => {
    expect(isUsed({ column: 'a', target: { to: 'property', property: 'a' } })).toBe(false);
    expect(isUsed({ column: 'a', target: { to: 'ignore' } })).toBe(false);
    expect(isUsed({ column: 'a', target: { to: 'subject' } })).toBe(true);
  });
});
