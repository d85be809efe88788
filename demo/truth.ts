import { probability } from './chance.ts';
import type { Department } from './titles.ts';
import { titlesOf } from './titles.ts';
import type { NewTouch, Traits } from './touches.ts';

/**
 * How a term is seen in the data. `trait`: the person's last stated value is one of these; `employees`: the company's
 * stated size lies in [from, below); `event`: at least one track of that name before the decision; `path`: at least one page view
 * at or under that path. What was never stated or done counts as not holding.
 */
export type Reads =
  | { trait: 'title' | 'department' | 'industry' | 'challenge' | 'adoption_time'; one_of: readonly string[] }
  | { employees: { from: number; below: number } }
  | { event: string }
  | { path: string };

/** One line of the true model: what it adds to the log-odds of an order, and why it is there. */
export type TruthTerm = { key: string; log_odds: number; reads: Reads; why: string };

/** Answers of the forms' select fields: when the visitor wants to begin, and what for. */
export const adoptionTimes = { month: 'Within 1 month', halfYear: 'Within 6 months', undecided: 'Undecided' } as const;
export const challenges = {
  clear: ['Which campaign brings orders', 'Cost per order is unknown', 'Reports take days'],
  unclear: ['Not sure yet'],
} as const;

const marketing: Department = 'Marketing';

const terms = [
  { key: 'executive', log_odds: 1.2, reads: { trait: 'title', one_of: titlesOf.executive }, why: 'decides alone' },
  { key: 'manager', log_odds: 0.6, reads: { trait: 'title', one_of: titlesOf.manager }, why: 'can get it decided' },
  {
    key: 'student',
    log_odds: -1.8,
    reads: { trait: 'title', one_of: titlesOf.student },
    why: 'learns, and has no budget',
  },
  { key: 'marketing', log_odds: 0.5, reads: { trait: 'department', one_of: [marketing] }, why: 'has the need itself' },
  {
    key: 'maker',
    log_odds: 0.8,
    reads: { trait: 'industry', one_of: ['Manufacturing', 'Energy'] },
    why: 'the product is made for them',
  },
  {
    key: 'competitor',
    log_odds: -1.8,
    reads: { trait: 'industry', one_of: ['Marketing software'] },
    why: 'reads everything, buys nothing',
  },
  {
    key: 'mid_size',
    log_odds: 0.7,
    reads: { employees: { from: 50, below: 1000 } },
    why: 'big enough to need it, small enough to decide',
  },
  {
    key: 'clear_challenge',
    log_odds: 0.6,
    reads: { trait: 'challenge', one_of: challenges.clear },
    why: 'knows what it is for',
  },
  {
    key: 'within_1_month',
    log_odds: 1.1,
    reads: { trait: 'adoption_time', one_of: [adoptionTimes.month] },
    why: 'has a date',
  },
  {
    key: 'within_6_months',
    log_odds: 0.5,
    reads: { trait: 'adoption_time', one_of: [adoptionTimes.halfYear] },
    why: 'has a plan',
  },
  { key: 'pricing', log_odds: 0.8, reads: { path: '/pricing' }, why: 'thinks about money' },
  { key: 'case_study', log_odds: 0.4, reads: { path: '/case-studies' }, why: 'looks for proof' },
  { key: 'document', log_odds: 0.4, reads: { event: 'Document Requested' }, why: 'reads before talking' },
  { key: 'inquiry', log_odds: 1, reads: { event: 'Inquiry Sent' }, why: 'asks a question' },
  { key: 'demo', log_odds: 1.1, reads: { event: 'Demo Requested' }, why: 'wants to see it' },
  { key: 'trial', log_odds: 1.3, reads: { event: 'Trial Started' }, why: 'works with it' },
  { key: 'seminar', log_odds: 0.7, reads: { event: 'Seminar Attended' }, why: 'gives an hour of time' },
  { key: 'unsubscribed', log_odds: -1.2, reads: { event: 'Unsubscribed' }, why: 'wants to be left alone' },
  // Those who buy do these more often, because interest makes people do everything more often; by themselves they mean nothing.
  { key: 'newsletter', log_odds: 0, reads: { event: 'Newsletter Subscribed' }, why: 'decoy: a habit of readers' },
  { key: 'email_opened', log_odds: 0, reads: { event: 'Email Opened' }, why: 'decoy: mail programs open mail' },
  { key: 'blog', log_odds: 0, reads: { path: '/blog' }, why: 'decoy: an interest in the subject, not in the product' },
  { key: 'docs', log_odds: 0, reads: { path: '/docs' }, why: 'decoy: thoroughness' },
] as const satisfies readonly TruthTerm[];

export type TruthKey = (typeof terms)[number]['key'];

/**
 * The model that decides who buys: of an identified person, the probability of an order is 1 / (1 + e^−(intercept + Σ
 * log_odds of the terms that hold)). Nothing else about a person matters, not even the interest that made them act, so a
 * model fitted on what the data shows must come back to these numbers.
 */
export const truth: { intercept: number; terms: readonly TruthTerm[] } = { intercept: -6, terms };

const logOddsOf = Object.fromEntries(terms.map((term) => [term.key, term.log_odds])) as Record<TruthKey, number>;

/** Probability (0–1) of an order from somebody for whom these terms hold. */
export function orderProbability(holding: ReadonlySet<TruthKey>): number {
  let sum = truth.intercept;
  for (const key of holding) sum += logOddsOf[key];
  return probability(sum);
}

const events = new Map<string, TruthKey>();
const paths: [path: string, key: TruthKey][] = [];
for (const { key, reads } of terms) {
  if ('event' in reads) events.set(reads.event, key);
  else if ('path' in reads) paths.push([reads.path, key]);
}

/** Adds to `holding` what this touch makes true of the person. */
export function observe(holding: Set<TruthKey>, touch: NewTouch): void {
  if (touch.type === 'track') {
    const key = events.get(touch.event);
    if (key !== undefined) holding.add(key);
  } else if (touch.type === 'page') {
    const { path } = touch.properties;
    for (const [start, key] of paths) if (path === start || path.startsWith(`${start}/`)) holding.add(key);
  } else observeTraits(holding, touch.traits);
}

function observeTraits(holding: Set<TruthKey>, traits: Traits): void {
  for (const { key, reads } of terms) {
    if ('employees' in reads) {
      const employees = traits.company?.employees;
      if (employees !== undefined && employees >= reads.employees.from && employees < reads.employees.below)
        holding.add(key);
    } else if ('trait' in reads) {
      const stated = reads.trait === 'industry' ? traits.company?.industry : traits[reads.trait];
      if (stated !== undefined && (reads.one_of as readonly string[]).includes(stated)) holding.add(key);
    }
  }
}
