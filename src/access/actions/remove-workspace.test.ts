import { expect, test } from 'vitest';
import { orderByReference } from './remove-workspace.ts';

test('what refers to something comes before it', () => {
  const tables = [
    { name: 'workspace', refers_to: [] },
    { name: 'team', refers_to: ['workspace'] },
    { name: 'member', refers_to: ['auth_user', 'team', 'workspace'] },
    { name: 'touch', refers_to: [] },
  ];
  const order = orderByReference(tables);
  expect(order).toHaveLength(4);
  expect(order.indexOf('member')).toBeLessThan(order.indexOf('team'));
  expect(order.indexOf('team')).toBeLessThan(order.indexOf('workspace'));
});

test('a ring of references ends, and nothing is left out', () => {
  const ring = [
    { name: 'a', refers_to: ['b'] },
    { name: 'b', refers_to: ['a'] },
  ];
  expect(orderByReference(ring)).toEqual(['a', 'b']);
});
