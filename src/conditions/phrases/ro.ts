import { type Elapsed, joinClauses, type Phrasebook, pluralForm } from './phrasebook.ts';

const plural = new Intl.PluralRules('ro');
const or = new Intl.ListFormat('ro', { type: 'disjunction' });
const and = new Intl.ListFormat('ro', { type: 'conjunction' });

const others = (more: number) => (more === 0 ? [] : [more === 1 ? 'încă una' : `încă ${more}`]);

/** "7 zile", "20 de zile". */
function lasting({ amount, unit }: Elapsed): string {
  return unit === 'days'
    ? pluralForm(plural, amount, { one: `${amount} zi`, few: `${amount} zile`, other: `${amount} de zile` })
    : pluralForm(plural, amount, { one: `${amount} oră`, few: `${amount} ore`, other: `${amount} de ore` });
}

function last(elapsed: Elapsed): string {
  if (elapsed.amount === 1) return elapsed.unit === 'days' ? 'ultima zi' : 'ultima oră';
  return `ultimele ${lasting(elapsed)}`;
}

/** "cel puțin o dată", "de cel puțin 3 ori", "de exact 20 de ori". */
function times(measure: string, count: number): string {
  if (count === 1) return `${measure} o dată`;
  return `de ${measure} ${pluralForm(plural, count, { few: `${count} ori`, other: `${count} de ori` })}`;
}

/** Romanian. The label stands in quotation marks as a name, so that it needs no article. */
export const ro: Phrasebook = {
  locale: 'ro',
  always: 'întotdeauna',
  never: 'niciodată',
  yes: 'da',
  no: 'nu',
  subject: (label) => `„${label}”`,
  quote: (text) => `„${text}”`,
  anyOf: (values, more) => or.format([...values, ...others(more)]),
  join: (clauses, combinator) => joinClauses(clauses, combinator === 'and' ? 'și' : 'sau', 'of lists'),
  brackets: (clause) => `(${clause})`,
  not(clauses, combinator) {
    if (clauses.length < 2) return `nu este adevărat că ${clauses.join()}`;
    return combinator === 'and'
      ? `nu toate acestea sunt adevărate (${clauses.join('; ')})`
      : `nimic din acestea nu este adevărat (${clauses.join('; ')})`;
  },
  values: {
    '=': (subject, text) => `${subject} este ${text}`,
    '!=': (subject, text) => `${subject} nu este ${text}`,
    in: (subject, text) => `${subject} este ${text}`,
    notIn: (subject, text) => `${subject} nu este ${text}`,
    '<': (subject, text) => `${subject} este sub ${text}`,
    '<=': (subject, text) => `${subject} este cel mult ${text}`,
    '>': (subject, text) => `${subject} este peste ${text}`,
    '>=': (subject, text) => `${subject} este cel puțin ${text}`,
    between: (subject, text, end) => `${subject} este între ${text} și ${end}`,
    notBetween: (subject, text, end) => `${subject} nu este între ${text} și ${end}`,
    contains: (subject, text) => `${subject} conține ${text}`,
    doesNotContain: (subject, text) => `${subject} nu conține ${text}`,
    containsWord: (subject, text) => `${subject} conține cuvântul ${text}`,
    doesNotContainWord: (subject, text) => `${subject} nu conține cuvântul ${text}`,
    beginsWith: (subject, text) => `${subject} începe cu ${text}`,
    doesNotBeginWith: (subject, text) => `${subject} nu începe cu ${text}`,
    endsWith: (subject, text) => `${subject} se termină cu ${text}`,
    doesNotEndWith: (subject, text) => `${subject} nu se termină cu ${text}`,
    matchesPath: (subject, text) => `${subject} se potrivește cu ${text}`,
    doesNotMatchPath: (subject, text) => `${subject} nu se potrivește cu ${text}`,
  },
  times: {
    on: (subject, day) => `${subject} este pe ${day}`,
    notOn: (subject, day) => `${subject} nu este pe ${day}`,
    before: (subject, at) => `${subject} este înainte de ${at}`,
    after: (subject, at) => `${subject} este după ${at}`,
    between: (subject, at, end) => `${subject} este între ${at} și ${end}`,
    notBetween: (subject, at, end) => `${subject} nu este între ${at} și ${end}`,
  },
  is: (subject, yesOrNo) => `${subject} este ${yesOrNo}`,
  known: (subject) => `${subject} are o valoare`,
  unknown: (subject) => `${subject} nu are valoare`,
  isOrUnknown: (subject, other) => `${subject} este ${other} sau nu are valoare`,
  inLast: (subject, elapsed, negated) => `${subject} ${negated ? 'nu este' : 'este'} în ${last(elapsed)}`,
  longAgo: (subject, elapsed) => `${subject} este cu cel puțin ${lasting(elapsed)} în urmă`,
  includes(subject, how, values, more) {
    const list = (how === 'all' ? and : or).format([...values, ...others(more)]);
    return `${subject} ${how === 'none' ? 'nu include' : 'include'} ${list}`;
  },
  count(signal, how, count, within) {
    const measure = {
      never: 'niciodată',
      'at least': 'cel puțin',
      'at most': 'cel mult',
      exactly: 'exact',
      'other than': 'exact',
    }[how];
    const bound = how === 'never' ? measure : times(measure, count);
    return `${signal} ${how === 'other than' ? 'nu ' : ''}${bound}${within ? ` în ${last(within)}` : ''}`;
  },
  unreadable: (subject) => `${subject}: regula nu se mai potrivește cu acest câmp`,
};
