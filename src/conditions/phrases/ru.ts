import { type CountHow, type Elapsed, joinClauses, type Phrasebook, pluralForm, uncapitalize } from './phrasebook.ts';

const plural = new Intl.PluralRules('ru');
const or = new Intl.ListFormat('ru', { type: 'disjunction' });
const and = new Intl.ListFormat('ru', { type: 'conjunction' });

const others = (more: number) => (more === 0 ? [] : [`ещё ${more}`]);

/** "последние 7 дней", accusative; one alone goes without its number. */
function last({ amount, unit }: Elapsed): string {
  const [adjective, noun] =
    unit === 'days'
      ? pluralForm(plural, amount, {
          one: ['последний', 'день'],
          few: ['последние', 'дня'],
          other: ['последние', 'дней'],
        })
      : pluralForm(plural, amount, {
          one: ['последний', 'час'],
          few: ['последние', 'часа'],
          other: ['последние', 'часов'],
        });
  return amount === 1 ? `${adjective} ${noun}` : `${adjective} ${amount} ${noun}`;
}

function ago({ amount, unit }: Elapsed): string {
  const noun =
    unit === 'days'
      ? pluralForm(plural, amount, { one: 'день', few: 'дня', other: 'дней' })
      : pluralForm(plural, amount, { one: 'час', few: 'часа', other: 'часов' });
  return `${amount} ${noun}`;
}

function bounded(how: CountHow, count: number): string {
  // "Ровно 2 раза", but "не меньше 2 раз": the genitive after a comparison.
  const exact = `${count} ${pluralForm(plural, count, { few: 'раза', other: 'раз' })}`;
  const compared = `${count} ${pluralForm(plural, count, { one: 'раза', other: 'раз' })}`;
  switch (how) {
    case 'never':
      return 'ни разу';
    case 'at least':
      return count === 1 ? 'хотя бы раз' : `не меньше ${compared}`;
    case 'at most':
      return `не больше ${compared}`;
    case 'exactly':
      return `ровно ${exact}`;
    case 'other than':
      return `не ровно ${exact}`;
  }
}

/** Russian. Sentences avoid words that would have to agree with the label's gender or number. */
export const ru: Phrasebook = {
  locale: 'ru',
  always: 'всегда',
  never: 'никогда',
  yes: 'да',
  no: 'нет',
  subject: uncapitalize,
  quote: (text) => `«${text}»`,
  anyOf: (values, more) => or.format([...values, ...others(more)]),
  join: (clauses, combinator) => joinClauses(clauses, combinator === 'and' ? 'и' : 'или', 'always'),
  brackets: (clause) => `(${clause})`,
  not(clauses, combinator) {
    if (clauses.length < 2) return `неверно, что ${clauses.join()}`;
    return combinator === 'and'
      ? `верно не всё из этого (${clauses.join('; ')})`
      : `ничего из этого не верно (${clauses.join('; ')})`;
  },
  values: {
    '=': (subject, text) => `${subject} — ${text}`,
    '!=': (subject, text) => `${subject} — не ${text}`,
    in: (subject, text) => `${subject} — ${text}`,
    notIn: (subject, text) => `${subject} — не ${text}`,
    '<': (subject, text) => `${subject} — меньше ${text}`,
    '<=': (subject, text) => `${subject} — не больше ${text}`,
    '>': (subject, text) => `${subject} — больше ${text}`,
    '>=': (subject, text) => `${subject} — не меньше ${text}`,
    between: (subject, text, end) => `${subject} — от ${text} до ${end}`,
    notBetween: (subject, text, end) => `${subject} — не от ${text} до ${end}`,
    contains: (subject, text) => `${subject} содержит ${text}`,
    doesNotContain: (subject, text) => `${subject} не содержит ${text}`,
    containsWord: (subject, text) => `${subject} содержит слово ${text}`,
    doesNotContainWord: (subject, text) => `${subject} не содержит слова ${text}`,
    beginsWith: (subject, text) => `${subject} начинается с ${text}`,
    doesNotBeginWith: (subject, text) => `${subject} не начинается с ${text}`,
    endsWith: (subject, text) => `${subject} заканчивается на ${text}`,
    doesNotEndWith: (subject, text) => `${subject} не заканчивается на ${text}`,
    matchesPath: (subject, text) => `${subject} подходит под ${text}`,
    doesNotMatchPath: (subject, text) => `${subject} не подходит под ${text}`,
  },
  times: {
    on: (subject, day) => `${subject} — ${day}`,
    notOn: (subject, day) => `${subject} — не ${day}`,
    before: (subject, at) => `${subject} — раньше ${at}`,
    after: (subject, at) => `${subject} — позже ${at}`,
    between: (subject, at, end) => `${subject} — с ${at} по ${end}`,
    notBetween: (subject, at, end) => `${subject} — не с ${at} по ${end}`,
  },
  is: (subject, yesOrNo) => `${subject} — ${yesOrNo}`,
  known: (subject) => `${subject} — известно`,
  unknown: (subject) => `${subject} — неизвестно`,
  isOrUnknown: (subject, other) => `${subject} — ${other} или неизвестно`,
  inLast: (subject, elapsed, negated) => `${subject} — ${negated ? 'не ' : ''}за ${last(elapsed)}`,
  longAgo: (subject, elapsed) => `${subject} — ${ago(elapsed)} назад или раньше`,
  includes(subject, how, values, more) {
    const list = (how === 'all' ? and : or).format([...values, ...others(more)]);
    return how === 'none' ? `${subject}: нет ${list}` : `${subject}: есть ${list}`;
  },
  count(signal, how, count, within) {
    return `${signal} — ${bounded(how, count)}${within ? ` за ${last(within)}` : ''}`;
  },
  unreadable: (subject) => `${subject}: правило больше не подходит к этому полю`,
};
