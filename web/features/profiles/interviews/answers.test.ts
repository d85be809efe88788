import { expect, it } from 'vitest';
import { Answers, countAnswered, isAnswered } from '../../../../src/flow/learning/interviews/contract.ts';
import { answerOf, changeAnswer, tidyAnswers } from './answers.ts';

it('a blank answer is what the server makes of nothing, and is none', () => {
  for (const question of ['industries', 'size', 'always_ask', 'best_customers'] as const) {
    expect(Answers.parse({ [question]: {} })[question]).toEqual(answerOf({}, question));
    expect(isAnswered({ [question]: answerOf({}, question) }, question)).toBe(false);
  }
});

it('a change begins where nothing was said, and counts once it says something', () => {
  const sure = changeAnswer({}, 'titles', { sure: 3 });
  expect(countAnswered(sure)).toBe(0);
  const said = changeAnswer(sure, 'titles', { decide: ['CEO'] });
  expect(said.titles).toEqual({ sure: 3, text: '', decide: ['CEO'], look: [] });
  expect(countAnswered(said)).toBe(1);
});

it('a row without a question is not kept', () => {
  const answers = changeAnswer({}, 'always_ask', {
    questions: [
      { question: ' ', tells: 'Nothing' },
      { question: 'Who signs?', tells: '' },
    ],
  });
  expect(tidyAnswers(answers).always_ask?.questions).toEqual([{ question: 'Who signs?', tells: '' }]);
});
