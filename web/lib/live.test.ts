import { expect, it } from 'vitest';
import { concerns } from './live.ts';

it('a change concerns the lists of its topic and the record it names, and no other record', () => {
  const change = { topic: 'person', ids: [7] };
  expect(concerns(change, ['person', { kind: 'lead' }])).toBe(true);
  expect(concerns(change, ['person', 'list', { kind: 'lead' }])).toBe(true);
  expect(concerns(change, ['person', 7, 'timeline'])).toBe(true);
  expect(concerns(change, ['person', 8])).toBe(false);
  expect(concerns(change, ['import', 7])).toBe(false);
});

it('a change that names no records concerns every one of its kind, and * concerns everything', () => {
  expect(concerns({ topic: 'person' }, ['person', 8])).toBe(true);
  expect(concerns({ topic: 'person', ids: [] }, ['person', 8])).toBe(true);
  expect(concerns({ topic: '*' }, ['import', 3])).toBe(true);
});
