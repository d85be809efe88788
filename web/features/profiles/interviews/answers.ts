import type { Answers, Question } from '../../../../src/flow/learning/interviews/contract.ts';

/** Everything that an answer can hold, as it is before anybody has said anything. */
const BLANK: Required<Answers> = {
  industries: { sure: 2, text: '', best: [], never: [] },
  titles: { sure: 2, text: '', decide: [], look: [] },
  size: { sure: 2, text: '', from: null, to: null },
  countries: { sure: 2, text: '', best: [] },
  before_buying: { sure: 2, text: '', signals: [] },
  hopeless: { sure: 2, text: '', signs: [] },
  time_to_contract: { sure: 2, text: '', days: null },
  always_ask: { sure: 2, text: '', questions: [] },
  best_customers: { sure: 2, text: '' },
  before_handover: { sure: 2, text: '', known: [] },
};

/** The answer to a question; a blank one where there is none yet. */
export function answerOf<Q extends Question>(answers: Answers, question: Q): Required<Answers>[Q] {
  return { ...BLANK, ...answers }[question];
}

/** The answers with a part of one of them changed. */
export function changeAnswer<Q extends Question>(
  answers: Answers,
  question: Q,
  change: Partial<Required<Answers>[Q]>,
): Answers {
  return { ...answers, [question]: { ...answerOf(answers, question), ...change } };
}

/** The answers as they are kept: without rows in which no question was written. */
export function tidyAnswers(answers: Answers): Answers {
  if (answers.always_ask === undefined) return answers;
  const questions = answers.always_ask.questions.filter(({ question }) => question.trim() !== '');
  return { ...answers, always_ask: { ...answers.always_ask, questions } };
}
