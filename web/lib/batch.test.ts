import { expect, it } from 'vitest';
import { makeBatch } from './batch.ts';

it('questions of a moment are asked together, each once, and each gets its own answer', async () => {
  const asked: number[][] = [];
  const find = makeBatch(
    async (ids) => {
      asked.push(ids);
      return new Map(ids.filter((id) => id !== 3).map((id) => [id, id * 10]));
    },
    2,
    1,
  );
  expect(await Promise.all([find(1), find(2), find(2), find(3)])).toEqual([10, 20, 20, undefined]);
  expect(asked).toEqual([[1, 2], [3]]);
});

it('a batch that fails, fails for all who asked', async () => {
  const find = makeBatch(() => Promise.reject(new Error('down')), 10, 1);
  await expect(Promise.all([find(1), find(2)])).rejects.toThrow('down');
});
