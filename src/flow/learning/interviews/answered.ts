import { type Answers, QUESTIONS, type Question } from './contract.ts';

/** Whether a question was answered at all: by a value or in words. How sure somebody is of nothing is no answer. */
export function isAnswered(answers: Answers, question: Question): boolean {
  const answer = answers[question];
  if (answer === undefined) return false;
  const { sure, ...said } = answer;
  return Object.values(said).some((value) =>
    Array.isArray(value) ? value.length > 0 : typeof value === 'string' ? value.trim() !== '' : value !== null,
  );
}

/** How many of the questions were answered. */
export function countAnswered(answers: Answers): number {
  return QUESTIONS.filter((question) => isAnswered(answers, question)).length;
}
