import { expect, test } from 'vitest';
import { findNameMeaning, findNameMeanings, nameForm } from './field-names.ts';

const show = (name: string) => {
  const meaning = findNameMeaning(name);
  if (!meaning) return undefined;
  return 'field' in meaning ? meaning.field : 'kind' in meaning ? `${meaning.to} ${meaning.kind}` : meaning.to;
};

test.each([
  ['E-Mail ', 'email'],
  ['Электронная почта', 'email'],
  ['邮箱地址', 'email'],
  ['Adresă de e-mail', 'email'],
  ['firstName', 'first_name'],
  ['Prénom', undefined],
  ['Номер телефона', 'phone'],
  ['手机号码', 'phone'],
  ['Număr de telefon', 'phone'],
  ['Company Name', 'company_name'],
  ['Название компании', 'company_name'],
  ['公司名称', 'company_name'],
  ['Denumire firmă', 'company_name'],
  ['Job title', 'title'],
  ['Должность', 'title'],
  ['Функция', undefined],
  ['Funcție', 'title'],
  ['# Employees', 'employees'],
  ['Number_of_Employees', 'employees'],
  ['Другой e-mail', 'identifier email'],
  ['Created Date', 'occurred_at'],
  ['Источник', 'source'],
  ['Тема', 'subject'],
  ['Согласие на обработку персональных данных', 'consent'],
  ['Shoe size', undefined],
])('%j means %j', (name, meaning) => {
  expect(show(name)).toBe(meaning);
});

test('half of a name is told by the other half', () => {
  const fields = (...names: string[]) =>
    findNameMeanings(names).map((meaning) => (meaning?.to === 'field' ? meaning.field : undefined));
  expect(fields('Имя')).toEqual(['full_name']);
  expect(fields('Имя', 'Фамилия')).toEqual(['first_name', 'last_name']);
  expect(fields('Nume', 'Prenume')).toEqual(['last_name', 'first_name']);
  expect(fields('Name', 'Surname')).toEqual(['first_name', 'last_name']);
  expect(fields('Full name', 'First name')).toEqual(['full_name', 'first_name']);
});

test('case, accents, spaces and invisible characters do not matter', () => {
  expect(new Set(['Ţară', 'TARA', ' ta\u200bra ', 'ţară:'].map(nameForm)).size).toBe(1);
});
