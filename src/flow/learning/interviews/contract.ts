import { z } from 'zod';
import { Key, MODEL_LIMITS } from '../../../model/format.ts';
import { MOST_SIGNS, ProfileParams } from '../../scoring/profiles/contract.ts';

export { MOST_SIGNS, ProfileParams };

const Instant = z.iso.datetime({ offset: true });

/** The questions in the order in which they are asked. */
export const QUESTIONS = [
  'industries',
  'titles',
  'size',
  'countries',
  'before_buying',
  'hopeless',
  'time_to_contract',
  'always_ask',
  'best_customers',
  'before_handover',
] as const;
export type Question = (typeof QUESTIONS)[number];

/** How sure somebody is of an answer: 1 a guess, 2 fairly, 3 certain. */
export const Sure = z.int().min(1).max(3);

const Named = z.array(z.string().trim().min(1).max(200)).max(30).default([]);
const Whole = z.int().min(0).max(10_000_000).nullable().default(null);
const every = { sure: Sure.default(2), text: z.string().max(4000).default('') };

/** What somebody answered, by question (ICP-08): values that rules can be made of, how sure, and whatever else there is to say. */
export const Answers = z
  .strictObject({
    /** Which industries buy best, and which never do. */
    industries: z.strictObject({ ...every, best: Named, never: Named }),
    /** Which titles decide, and which only look. */
    titles: z.strictObject({ ...every, decide: Named, look: Named }),
    /** Employees of a company that buys. */
    size: z.strictObject({ ...every, from: Whole, to: Whole }),
    countries: z.strictObject({ ...every, best: Named }),
    /** What people do just before they buy: keys of signals. */
    before_buying: z.strictObject({ ...every, signals: z.array(Key).max(30).default([]) }),
    /** What tells within a minute that it is hopeless. */
    hopeless: z.strictObject({ ...every, signs: Named }),
    /** Days from the first contact to the contract. */
    time_to_contract: z.strictObject({ ...every, days: Whole }),
    /** What one always asks, and what the answer tells. */
    always_ask: z.strictObject({
      ...every,
      questions: z
        .array(z.strictObject({ question: z.string().trim().min(1).max(500), tells: z.string().trim().max(200) }))
        .max(20)
        .default([]),
    }),
    best_customers: z.strictObject(every),
    /** What should be known before a lead is handed over. */
    before_handover: z.strictObject({ ...every, known: Named }),
  })
  .partial();
export type Answers = z.infer<typeof Answers>;

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

/** `GET /api/interviews`, the latest first. `answered` of `QUESTIONS.length` questions. */
export const InterviewEntry = z.object({
  interview_id: z.int(),
  user_id: z.string(),
  name: z.string(),
  begun_at: Instant,
  changed_at: Instant,
  answered: z.int(),
});
export type InterviewEntry = z.infer<typeof InterviewEntry>;
export const InterviewList = z.object({ interviews: z.array(InterviewEntry) });

/** `GET /api/interviews/:interview_id`. */
export const Interview = InterviewEntry.extend({ answers: Answers, revision: z.int() });
export type Interview = z.infer<typeof Interview>;

/** `PUT /api/interviews/:interview_id`: one's own, over the revision that it was made from, else it is a `conflict`. */
export const InterviewBody = z.object({ answers: Answers, over: z.int().min(0) });
export const InterviewParams = z.object({ interview_id: z.coerce.number().int().positive() });

/** How many named something and how many spoke against it, of those who answered the question. */
const Agreement = { named: z.int(), against: z.int(), of: z.int() };

/** A rule that interviews propose. */
export const ProposedRule = z.object({
  /** The same for the same rule whoever names it; the key of the term that is made of it. */
  key: Key,
  kind: z.enum(['industry', 'title', 'size', 'country', 'signal']),
  /** As it was first written; of a signal its key, of a size empty. */
  value: z.string(),
  from: z.int().nullable(),
  to: z.int().nullable(),
  ...Agreement,
  points: z.int(),
  /** What the chosen model, or its draft, says of the same already. `taken`: that is this very rule, asking for the same. */
  existing: z.array(z.object({ key: Key, name: z.string().nullable(), points: z.number(), taken: z.boolean() })),
});
export type ProposedRule = z.infer<typeof ProposedRule>;

/** A question for salespeople with what its answer tells: a sign that a profile can take. */
export const ProposedSign = z.object({ key: Key, sign: z.string(), question: z.string(), named: z.int(), of: z.int() });
export type ProposedSign = z.infer<typeof ProposedSign>;

/** A criterion of valid leads in words: what makes one hopeless, what must be known of one. */
export const Criterion = z.object({
  kind: z.enum(['hopeless', 'known']),
  text: z.string(),
  named: z.int(),
  of: z.int(),
});
export type Criterion = z.infer<typeof Criterion>;

/** `GET /api/interviews/summary`: what they said, with the rules that follow, compared with `model_id` (the primary one without it). */
export const SummaryQuery = z.object({ model_id: z.coerce.number().int().positive().optional() });
export const InterviewSummary = z.object({
  /** How many have answered anything. */
  interviews: z.int(),
  rules: z.array(ProposedRule),
  signs: z.array(ProposedSign),
  criteria: z.array(Criterion),
  /** Usual days from first contact to contract: the median of what was said, the least, the most; null where nobody said. */
  days: z.object({ median: z.number(), least: z.int(), most: z.int(), of: z.int() }).nullable(),
  /** What was said in words, by question. */
  texts: z.array(z.object({ question: z.enum(QUESTIONS), name: z.string(), text: z.string() })),
  /** The model that `existing` speaks of, and when its draft was saved (null without one). */
  model: z.object({ model_id: z.int(), name: z.string(), draft_saved_at: Instant.nullable() }).nullable(),
});
export type InterviewSummary = z.infer<typeof InterviewSummary>;

/**
 * `POST /api/models/:model_id/interview-rules`: puts proposed rules into the model's draft, over the draft that was shown.
 * `group_name` is what new groups are called.
 */
export const RulesBody = z.object({
  rules: z
    .array(z.object({ key: Key, points: z.number().min(-MODEL_LIMITS.points).max(MODEL_LIMITS.points) }))
    .min(1)
    .max(MODEL_LIMITS.terms),
  group_name: z.string().trim().min(1).max(200),
  over: Instant.nullable(),
});
export type RulesBody = z.infer<typeof RulesBody>;
export const RulesAnswer = z.object({ model_id: z.int(), version: z.int(), taken: z.int() });

/** `POST /api/profiles/:profile_id/interview-signs`: adds proposed signs to those of a profile that it has not yet. */
export const SignsBody = z.object({ signs: z.array(Key).min(1).max(MOST_SIGNS) });
export const SignsAnswer = z.object({ profile_id: z.int(), taken: z.int() });
export const ModelParams = z.object({ model_id: z.coerce.number().int().positive() });
