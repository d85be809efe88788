import { type Elapsed, joinClauses, type Phrasebook, uncapitalize } from './phrasebook.ts';

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const others = (more: number) => (more === 0 ? [] : [more === 1 ? '1 other' : `${more} others`]);
const last = ({ amount, unit }: Elapsed) =>
  amount === 1 ? `the last ${unit.slice(0, -1)}` : `the last ${amount} ${unit}`;
const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/** English. */
export const en: Phrasebook = {
  locale: 'en-GB',
  always: 'always',
  never: 'never',
  yes: 'yes',
  no: 'no',
  subject: uncapitalize,
  quote: (text) => `“${text}”`,
  anyOf: (values, more) => or.format([...values, ...others(more)]),
  join: (clauses, combinator) => joinClauses(clauses, combinator, 'of three'),
  brackets: (clause) => `(${clause})`,
  not(clauses, combinator) {
    if (clauses.length < 2) return `it is not so that ${clauses.join()}`;
    return combinator === 'and'
      ? `not all of this holds (${clauses.join('; ')})`
      : `none of this holds (${clauses.join('; ')})`;
  },
  values: {
    '=': (subject, text) => `${subject} is ${text}`,
    '!=': (subject, text) => `${subject} is not ${text}`,
    in: (subject, text) => `${subject} is ${text}`,
    notIn: (subject, text) => `${subject} is not ${text}`,
    '<': (subject, text) => `${subject} is less than ${text}`,
    '<=': (subject, text) => `${subject} is at most ${text}`,
    '>': (subject, text) => `${subject} is more than ${text}`,
    '>=': (subject, text) => `${subject} is at least ${text}`,
    between: (subject, text, end) => `${subject} is from ${text} to ${end}`,
    notBetween: (subject, text, end) => `${subject} is not from ${text} to ${end}`,
    contains: (subject, text) => `${subject} contains ${text}`,
    doesNotContain: (subject, text) => `${subject} does not contain ${text}`,
    containsWord: (subject, text) => `${subject} contains the word ${text}`,
    doesNotContainWord: (subject, text) => `${subject} does not contain the word ${text}`,
    beginsWith: (subject, text) => `${subject} begins with ${text}`,
    doesNotBeginWith: (subject, text) => `${subject} does not begin with ${text}`,
    endsWith: (subject, text) => `${subject} ends with ${text}`,
    doesNotEndWith: (subject, text) => `${subject} does not end with ${text}`,
    matchesPath: (subject, text) => `${subject} matches ${text}`,
    doesNotMatchPath: (subject, text) => `${subject} does not match ${text}`,
  },
  times: {
    on: (subject, day) => `${subject} is on ${day}`,
    notOn: (subject, day) => `${subject} is not on ${day}`,
    before: (subject, at) => `${subject} is before ${at}`,
    after: (subject, at) => `${subject} is after ${at}`,
    between: (subject, at, end) => `${subject} is from ${at} to ${end}`,
    notBetween: (subject, at, end) => `${subject} is not from ${at} to ${end}`,
  },
  is: (subject, yesOrNo) => `${subject} is ${yesOrNo}`,
  known: (subject) => `${subject} is known`,
  unknown: (subject) => `${subject} is unknown`,
  isOrUnknown: (subject, other) => `${subject} is ${other} or unknown`,
  inLast: (subject, elapsed, negated) => `${subject} is ${negated ? 'not ' : ''}within ${last(elapsed)}`,
  longAgo: (subject, { amount, unit }) =>
    `${subject} is at least ${amount} ${amount === 1 ? unit.slice(0, -1) : unit} ago`,
  includes(subject, how, values, more) {
    const verb = how === 'none' ? 'do not include' : 'include';
    return `${subject} ${verb} ${(how === 'all' ? and : or).format([...values, ...others(more)])}`;
  },
  count(signal, how, count, within) {
    const bound = how === 'never' ? 'not once' : `${how} ${times(count)}`;
    return `${signal} ${bound}${within ? ` in ${last(within)}` : ''}`;
  },
  unreadable: (subject) => `${subject}: a rule that no longer fits this field`,
};
