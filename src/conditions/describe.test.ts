import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue as randomCatalogue, condition as randomCondition } from '../../test/harness/random-conditions.ts';
import { catalogueOf } from './catalogue.ts';
import { describeCondition, type Language } from './describe.ts';
import type { Condition, Operator, Rule } from './format.ts';

const languages = ['en', 'ru', 'zh', 'ro'] as const;
const catalogue = catalogueOf([
  { name: 'person.title', type: 'text', label: 'Job title' },
  { name: 'person.country', type: 'text', label: 'Country' },
  { name: 'person.employees', type: 'number', label: 'Employees' },
  { name: 'person.consent', type: 'boolean', label: 'Consent' },
  { name: 'person.url', type: 'text', label: 'URL' },
  { name: 'person.born', type: 'date', label: 'Date of birth' },
  { name: 'person.tags', type: 'list', label: 'Tags' },
  { name: 'lead.stage', type: 'select', options: [{ value: 'new', label: 'New' }] },
  { name: 'last_touch_at', type: 'instant', label: 'Last touch' },
  { name: 'signal.pricing', type: 'count', label: 'Pricing page viewed' },
]);
const labels: Partial<Record<Language, Record<string, string>>> = {
  ru: {
    'person.title': 'Должность',
    'person.country': 'Страна',
    'person.employees': 'Число сотрудников',
    'person.consent': 'Согласие',
    'person.born': 'Дата рождения',
    last_touch_at: 'Последнее касание',
    'signal.pricing': 'Просмотр цен',
  },
  zh: {
    'person.title': '职位',
    'person.country': '国家',
    'person.employees': '员工数',
    'person.consent': '同意',
    'person.born': '出生日期',
    last_touch_at: '最近接触',
    'signal.pricing': '查看定价页',
  },
  ro: {
    'person.title': 'Funcție',
    'person.country': 'Țară',
    'person.employees': 'Angajați',
    'person.consent': 'Acord',
    'person.born': 'Data nașterii',
    last_touch_at: 'Ultimul contact',
    'signal.pricing': 'Prețuri văzute',
  },
};

function say(language: Language, condition: Condition): string {
  return describeCondition(condition, catalogue, language, (field, value) =>
    value === undefined ? labels[language]?.[field] : undefined,
  );
}
const rule = (field: string, operator: Operator, value?: unknown): Rule => ({ field, operator, value });
const all = (...rules: Condition['rules']): Condition => ({ combinator: 'and', rules });
const any = (...rules: Condition['rules']): Condition => ({ combinator: 'or', rules });

describe('a condition is read aloud', () => {
  const heads = rule('person.title', 'contains', ['head', 'chief', 'director']);
  const notUs = rule('person.country', '!=', 'US');

  test.each<[Language, string]>([
    ['en', 'Job title contains head, chief or director, and country is not US'],
    ['ru', 'Должность содержит head, chief или director, и страна — не US'],
    ['zh', '职位包含 head、chief 或 director，且国家不是 US'],
    ['ro', '„Funcție” conține head, chief sau director, și „Țară” nu este US'],
  ])('in %s: %s', (language, sentence) => {
    expect(say(language, all(heads, notUs))).toBe(sentence);
  });

  test.each<[Language, string]>([
    ['en', 'Country is known or (employees is at least 1,500 and date of birth is before 5 May 1990)'],
    ['ru', 'Страна — известно, или (число сотрудников — не меньше 1 500, и дата рождения — раньше 5 мая 1990 г.)'],
    ['zh', '国家已知，或（员工数至少为 1,500，且出生日期早于 1990年5月5日）'],
    ['ro', '„Țară” are o valoare sau („Angajați” este cel puțin 1.500 și „Data nașterii” este înainte de 5 mai 1990)'],
  ])('with groups in brackets, numbers and dates in %s: %s', (language, sentence) => {
    const young = all(rule('person.employees', '>=', 1500), rule('person.born', 'before', '1990-05-05'));
    expect(say(language, any(rule('person.country', 'notNull'), young)).replace(/[\u00a0\u202f]/g, ' ')).toBe(sentence);
  });

  test.each<[Language, string]>([
    ['en', 'Not all of this holds (consent is yes; consent is no or unknown)'],
    ['ru', 'Верно не всё из этого (согласие — да; согласие — нет или неизвестно)'],
    ['zh', '以下不全成立（同意为是；同意为否或未知）'],
    ['ro', 'Nu toate acestea sunt adevărate („Acord” este da; „Acord” este nu sau nu are valoare)'],
  ])('turned round in %s: %s', (language, sentence) => {
    const rules = [rule('person.consent', '=', true), rule('person.consent', '!=', true)];
    expect(say(language, { combinator: 'and', not: true, rules })).toBe(sentence);
  });

  test('with nothing in it', () => {
    expect(languages.map((language) => say(language, all()))).toEqual(['Always', 'Всегда', '始终', 'Întotdeauna']);
    expect(languages.map((language) => say(language, any()))).toEqual(['Never', 'Никогда', '从不', 'Niciodată']);
  });

  test('with labels of values, abbreviations kept, odd values quoted and long lists cut', () => {
    expect(say('en', all(rule('lead.stage', '=', 'new'), rule('person.url', 'matchesPath', '/pricing/**')))).toBe(
      'Stage is New and URL matches /pricing/**',
    );
    expect(say('en', all(rule('person.url', 'doesNotContain', ['a, b', ' c'])))).toBe(
      'URL does not contain “a, b” or “ c”',
    );
    const countries = Array.from({ length: 11 }, (_, index) => `C${index}`);
    expect(languages.map((language) => say(language, all(rule('person.country', 'in', countries))))).toEqual([
      'Country is C0, C1, C2, C3, C4, C5, C6, C7 or 3 others',
      'Страна — C0, C1, C2, C3, C4, C5, C6, C7 или ещё 3',
      '国家是 C0、C1、C2、C3、C4、C5、C6、C7 等 11 项',
      '„Țară” este C0, C1, C2, C3, C4, C5, C6, C7 sau încă 3',
    ]);
  });

  test('with a rule whose field is gone', () => {
    expect(say('en', all(rule('person.gone_by', '=', 'a')))).toBe('Gone by: a rule that no longer fits this field');
  });
});

describe('counted things are declined', () => {
  test.each<[number, string, string, string, string]>([
    [1, 'the last day', 'за последний день', '最近 1 天', 'ultima zi'],
    [3, 'the last 3 days', 'за последние 3 дня', '最近 3 天', 'ultimele 3 zile'],
    [7, 'the last 7 days', 'за последние 7 дней', '最近 7 天', 'ultimele 7 zile'],
    [20, 'the last 20 days', 'за последние 20 дней', '最近 20 天', 'ultimele 20 de zile'],
    [21, 'the last 21 days', 'за последний 21 день', '最近 21 天', 'ultimele 21 de zile'],
    [102, 'the last 102 days', 'за последние 102 дня', '最近 102 天', 'ultimele 102 zile'],
  ])('%i days', (amount, ...phrases) => {
    const condition = all(rule('last_touch_at', 'inLast', { amount, unit: 'days' }));
    for (const [index, phrase] of phrases.entries()) expect(say(languages[index] ?? 'en', condition)).toContain(phrase);
  });

  test.each<[number, string, string, string, string]>([
    [1, 'at least 1 hour ago', '1 час назад или раньше', '距今至少 1 小时', 'cu cel puțin 1 oră în urmă'],
    [2, 'at least 2 hours ago', '2 часа назад или раньше', '距今至少 2 小时', 'cu cel puțin 2 ore în urmă'],
    [48, 'at least 48 hours ago', '48 часов назад или раньше', '距今至少 48 小时', 'cu cel puțin 48 de ore în urmă'],
  ])('%i hours', (amount, ...phrases) => {
    const condition = all(rule('last_touch_at', 'olderThan', { amount, unit: 'hours' }));
    for (const [index, phrase] of phrases.entries()) expect(say(languages[index] ?? 'en', condition)).toContain(phrase);
  });

  test.each<[Operator, number, string, string, string, string]>([
    ['=', 0, 'not once', 'ни разу', '从未发生', 'niciodată'],
    ['<', 1, 'not once', 'ни разу', '从未发生', 'niciodată'],
    ['!=', 0, 'at least once', 'хотя бы раз', '至少 1 次', 'cel puțin o dată'],
    ['>', 0, 'at least once', 'хотя бы раз', '至少 1 次', 'cel puțin o dată'],
    ['>=', 3, 'at least 3 times', 'не меньше 3 раз', '至少 3 次', 'de cel puțin 3 ori'],
    ['=', 2, 'exactly twice', 'ровно 2 раза', '恰好 2 次', 'de exact 2 ori'],
    ['=', 5, 'exactly 5 times', 'ровно 5 раз', '恰好 5 次', 'de exact 5 ori'],
    ['<=', 21, 'at most 21 times', 'не больше 21 раза', '最多 21 次', 'de cel mult 21 de ori'],
    ['!=', 3, 'other than 3 times', 'не ровно 3 раза', '不是恰好 3 次', 'nu de exact 3 ori'],
  ])('touches %s %i', (operator, count, ...phrases) => {
    const condition = all(rule('signal.pricing', operator, { count }));
    for (const [index, phrase] of phrases.entries()) expect(say(languages[index] ?? 'en', condition)).toContain(phrase);
  });

  test('touches in a window', () => {
    const condition = all(rule('signal.pricing', '>=', { count: 3, within_days: 7 }));
    expect(languages.map((language) => say(language, condition))).toEqual([
      'Pricing page viewed at least 3 times in the last 7 days',
      'Просмотр цен — не меньше 3 раз за последние 7 дней',
      '查看定价页：最近 7 天内至少 3 次',
      '„Prețuri văzute” de cel puțin 3 ori în ultimele 7 zile',
    ]);
    expect(say('en', all(rule('signal.pricing', '>', { count: 0, within_days: 0.5 })))).toContain(
      'in the last 12 hours',
    );
  });
});

test('whatever may be saved can be read in every language', () => {
  fc.assert(
    fc.property(randomCondition, fc.constantFrom(...languages), (condition, language) => {
      const sentence = describeCondition(condition, randomCatalogue, language);
      expect(sentence).not.toBe('');
      expect(sentence).not.toMatch(/undefined|NaN|\[object|no longer|больше не подходит|不适用|nu se mai potrivește/);
    }),
    { seed: 8, numRuns: 2000 },
  );
});
