import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { concerns, makeInvalidator } from './live.ts';

afterEach(() => {
  vi.useRealTimers();
});

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

it('who one is here, and what one sees, is read again when members, teams or the workspace change', () => {
  for (const topic of ['member', 'team', 'workspace'])
    for (const key of [['me'], ['person', 'list'], ['person', 7]]) expect(concerns({ topic }, key)).toBe(true);
  expect(concerns({ topic: 'person' }, ['me'])).toBe(false);
});

it('what changes while it is being read is read once more, so that the last change is always shown', async () => {
  vi.useFakeTimers();
  const client = new QueryClient();
  let truth = 0;
  // What is read is as of when it was asked for, and takes its time to come.
  const queryFn = () => {
    const seen = truth;
    return new Promise<number>((resolve) => setTimeout(() => resolve(seen), 1_700));
  };
  const end = new QueryObserver(client, { queryKey: ['person', 'count'], queryFn }).subscribe(() => undefined);
  const invalidator = makeInvalidator(client);
  await vi.advanceTimersByTimeAsync(1_000);
  truth = 1;
  invalidator.take({ topic: 'person', ids: [7] });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(client.getQueryData(['person', 'count'])).toBe(1);
  end();
  invalidator.stop();
  client.clear();
});
