import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldFields, foldScalar, plainDecimal } from './fold.ts';

describe('folded text', () => {
  test.each([
    ['İZMİR', 'izmir'],
    ['ı', 'ı'],
    ['Straße', 'straße'],
    ['STRAẞE', 'straße'],
    ['ΟΔΌΣ', 'οδοσ'],
    ['οδός', 'οδοσ'],
    ['Ёлка, Йод', 'елка, иод'],
    ['Ștefan Ţepeş', 'stefan tepes'],
    ['北京', '北京'],
    ['ﬁn １２', 'fin 12'],
    ['a\u0301\u0323', 'a'],
    ['x\u200by 😀', 'x\u200by 😀'],
  ])('of %s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('folded again is the same', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x10ffff)), (points) => {
        const folded = fold(String.fromCodePoint(...points));
        return fold(folded) === folded;
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('a folded character is folded alone as it is within a text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'ΣσςAßẞİIıёЁșȘΆ1 ')),
        (chars) => fold(chars.join('')) === chars.map(fold).join(''),
      ),
      { seed: 2, numRuns: 2000 },
    );
  });
});

test('a number is written without an exponent, and reads back as itself', () => {
  expect([1e21, 1.5e-7, -1.1e22, 0, -0, 12.5].map(plainDecimal)).toEqual([
    '1000000000000000000000',
    '0.00000015',
    '-11000000000000000000000',
    '0',
    '0',
    '12.5',
  ]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(plainDecimal(number)).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(plainDecimal(number))).toBe(number + 0);
    }),
    { seed: 3, numRuns: 2000 },
  );
});

test('what says nothing has no folded text', () => {
  const nothing = [null, undefined, '', ' \t\n', '\u00a0\u3000\ufeff', '´', Number.NaN, {}, []];
  expect(nothing.map(foldScalar)).toEqual(nothing.map(() => undefined));
  expect([0, false].map(foldScalar)).toEqual(['0', 'false']);
});

test('folded fields have a key for every known value and no other', () => {
  expect(
    foldFields({
      title: 'Șef',
      empty: ' ',
      none: null,
      size: 1.5,
      ok: false,
      tags: ['A', '', 2, [3]],
      no_tags: [null],
      deep: { a: 1 },
    }),
  ).toEqual({ title: 'sef', size: '1.5', ok: 'false', tags: ['a', '2'] });
});
