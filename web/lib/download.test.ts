import { expect, it } from 'vitest';
import { readFileName } from './download.ts';

it('a file is saved under the name in its own script where the server gives one', () => {
  expect(readFileName(`attachment; filename="____.csv"; filename*=UTF-8''%D0%9B%D0%B8%D0%B4%D1%8B.csv`)).toBe(
    'Лиды.csv',
  );
  expect(readFileName("attachment; filename*=utf-8'zh'%E7%BA%BF%E7%B4%A2.csv; filename=x.csv")).toBe('线索.csv');
});

it('else under the plain name, quoted or not', () => {
  expect(readFileName('attachment; filename="my \\"best\\" leads; all.csv"')).toBe('my "best" leads; all.csv');
  expect(readFileName('attachment; filename=leads.csv')).toBe('leads.csv');
  expect(readFileName("attachment; filename*=UTF-8''%ZZ; filename=leads.csv")).toBe('leads.csv');
  expect(readFileName('attachment')).toBeUndefined();
});
