import { expect, test } from 'vitest';
import { gramsOf, matchesSearch, readSearch } from './search-terms.ts';

const finds = (search: string, text: string) => matchesSearch(readSearch(search), text);

test('every word must be found, in any order, without case and diacritics', () => {
  expect(finds('POPESCU Ană', 'ana popescu ana@acme.md')).toBe(true);
  expect(finds('ana rusu', 'ana popescu ana@acme.md')).toBe(false);
});

test('three letters and more are found inside words, one or two only where a word begins', () => {
  expect(finds('pes', 'ana popescu')).toBe(true);
  expect(finds('po', 'ana popescu')).toBe(true);
  expect(finds('an', 'ana popescu')).toBe(true);
  expect(finds('pe', 'ana popescu')).toBe(false);
});

test('one or two ideographs are found anywhere', () => {
  expect(finds('芳', '王芳')).toBe(true);
  expect(finds('明', '王小明 li')).toBe(true);
  expect(finds('王明', '王小明 li')).toBe(false);
});

test('a phone number is found however it is written', () => {
  for (const written of ['+373 69 123-456', '069 123 456', '(0)69123456', '00373 69123456']) {
    expect(finds(written, 'ana +37369123456')).toBe(true);
  }
  expect(finds('12345', 'ana +37369123456')).toBe(true);
});

test('an empty search finds everybody, and characters with a meaning in patterns stand for themselves', () => {
  expect(readSearch('  ')).toEqual([]);
  expect(finds('100%', 'save 100 percent')).toBe(false);
});

test('the pieces of a text of ideographs are its characters and neighbours', () => {
  expect(gramsOf('李a王小明')).toEqual(['李', '王', '王小', '小', '小明', '明']);
});
