import { expect, it } from 'vitest';
import { keyOfLabel } from './field-key.ts';

it('a key has small Latin letters, digits and _, and begins with a letter', () => {
  expect(keyOfLabel('Total Visits (12m)')).toBe('total_visits_12m');
  expect(keyOfLabel('Județ')).toBe('judet');
  expect(keyOfLabel('2nd phone')).toBe('nd_phone');
  expect(keyOfLabel('公司')).toBe('');
  expect(keyOfLabel('a'.repeat(80))).toHaveLength(63);
});
