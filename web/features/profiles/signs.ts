import type { Profile } from '../../../src/flow/scoring/profiles/contract.ts';

export type Sign = Profile['signs'][number];

/** The signs as they are kept: without rows in which nothing was written. */
export function tidySigns(signs: readonly Sign[]): Sign[] {
  return signs
    .map(({ sign, question }) => ({ sign: sign.trim(), question: question.trim() }))
    .filter(({ sign, question }) => sign !== '' || question !== '');
}

/** Whether there is a question that finds out nothing: its sign is missing. */
export function hasLoneQuestion(signs: readonly Sign[]): boolean {
  return tidySigns(signs).some(({ sign }) => sign === '');
}
