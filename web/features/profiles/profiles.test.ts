import { expect, it } from 'vitest';
import { fitsNone, fitsProfile } from './filters.ts';
import { hasLoneQuestion, tidySigns } from './signs.ts';

it('who fits none of the personas is asked for as one who fits neither the first nor any other', () => {
  expect(fitsProfile('buyer').rules).toEqual([{ field: 'profile.buyer', operator: '=', value: true }]);
  expect(fitsNone(['buyer', 'user'])).toEqual({
    combinator: 'and',
    rules: [
      { field: 'profile.buyer', operator: '=', value: false },
      { field: 'profile.user', operator: '=', value: false },
    ],
  });
});

it('rows of signs that were left empty are not kept', () => {
  const signs = [
    { sign: ' Signs contracts ', question: 'Who signs? ' },
    { sign: '', question: ' ' },
    { sign: 'Has a budget', question: '' },
  ];
  expect(tidySigns(signs)).toEqual([
    { sign: 'Signs contracts', question: 'Who signs?' },
    { sign: 'Has a budget', question: '' },
  ]);
  expect(hasLoneQuestion(signs)).toBe(false);
  expect(hasLoneQuestion([{ sign: ' ', question: 'Who signs?' }])).toBe(true);
});
