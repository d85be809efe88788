import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test, vi } from 'vitest';
import { companyAt } from './companies.ts';
import { companyName } from './company-names.ts';
import { type DemoPerson, generatePeople, staff } from './index.ts';
import { feminineSurname, toLatin } from './latin.ts';
import { languages } from './names.ts';
import { phoneAt, phonesIn } from './phones.ts';

vi.setConfig({ testTimeout: 30_000 });

const until = Date.UTC(2026, 5, 1);
const people = [...generatePeople({ people: 6000, until })];
const identified = people.filter((person) => person.identified_at !== undefined);

test('no domain of the demo can exist: every address and every link ends in .example', () => {
  const text =
    JSON.stringify(people.map((person) => [person.touches, person.company.domain])) + JSON.stringify(staff());
  for (const [, host] of text.matchAll(/https?:\/\/([^/"?]+)/g)) expect(host).toMatch(/\.example$/);
  for (const [, host] of text.matchAll(/@([a-z0-9.-]+)/gi)) expect(host).toMatch(/\.example$/i);
  expect(text).not.toMatch(/\b[a-z0-9-]+\.(com|net|org|io|ru|cn|ro|md|kz|tw|uk|au|ca|us)\b/i);
});

test('no phone number of the demo can ring: all lie in ranges kept free for fiction', () => {
  const phones = identified.flatMap(({ phone }) => (phone === undefined ? [] : [phone]));
  expect(phones.length).toBeGreaterThan(500);
  expect(new Set(phones).size).toBe(phones.length);
  const fictional =
    /^\+(1\d{3}55501\d{2}|44(1\d{2}4960|2079460|1914980|2896496|2920180)\d{3}|61[2378](5550|7010)\d{4})$/;
  for (const phone of phones) {
    expect(phone).toMatch(fictional);
    expect(parsePhoneNumberFromString(phone)?.isValid(), phone).toBe(true);
  }
});

test('a fictional number is given out once, and when a country has no more, nobody gets one', () => {
  for (const country of ['US', 'CA', 'GB', 'AU']) {
    const all = Array.from({ length: phonesIn(country) }, (_, index) => phoneAt(country, index));
    expect(new Set(all).size, country).toBe(all.length);
    expect(
      all.every((phone) => parsePhoneNumberFromString(phone ?? '')?.isValid()),
      country,
    ).toBe(true);
    expect(phoneAt(country, all.length)).toBeUndefined();
  }
  expect(phoneAt('RO', 0)).toBeUndefined();
});

test('names and domains of companies never repeat', () => {
  const companies = Array.from({ length: 60_000 }, (_, index) => companyAt(1, index));
  expect(new Set(companies.map((company) => company.name)).size).toBe(companies.length);
  expect(new Set(companies.map((company) => company.domain)).size).toBe(companies.length);
  for (const language of languages) {
    const domains = Array.from({ length: 30_000 }, (_, index) => companyName(index, language).domain);
    expect(new Set(domains).size, language).toBe(domains.length);
    for (const domain of domains) expect(domain).toMatch(/^[a-z0-9]+-[a-z0-9]+\.example$/);
  }
});

test('addresses are unique, in Latin letters, at the company’s domain', () => {
  expect(new Set(people.map((person) => person.email)).size).toBe(people.length);
  for (const { email, company } of people) {
    expect(email).toMatch(/^[a-z]+([._][a-z]+)?\d*@[a-z0-9-]+\.example$/);
    expect(email.endsWith(`@${company.domain}`)).toBe(true);
  }
});

test('an address is the name in Latin letters', () => {
  expect(['Щербаков', 'Юлия', 'Дмитрий', 'Фёдоров', 'Ильин', 'Цветков', 'Жанна', 'Хопёр'].map(toLatin)).toEqual([
    'shcherbakov',
    'yuliya',
    'dmitry',
    'fedorov',
    'ilin',
    'tsvetkov',
    'zhanna',
    'khoper',
  ]);
  expect(['Ștefănescu', 'Țăranu', 'Bălan', 'Sârbu', 'Răzvan'].map(toLatin)).toEqual([
    'stefanescu',
    'taranu',
    'balan',
    'sarbu',
    'razvan',
  ]);
  expect(['Иванов', 'Островский', 'Донской', 'Шевченко', 'Ковальчук'].map(feminineSurname)).toEqual([
    'Иванова',
    'Островская',
    'Донская',
    'Шевченко',
    'Ковальчук',
  ]);
});

test('all four scripts occur, and some people write plain Latin letters', () => {
  const written = (language: string) => people.filter((person) => person.language === language);
  const share = (list: DemoPerson[], script: RegExp) =>
    list.filter((person) => script.test(person.last_name + person.first_name)).length / list.length;
  expect(share(written('en'), /^[A-Za-z]+$/)).toBe(1);
  expect(share(written('ru'), /^\p{Script=Cyrillic}+$/u)).toBeGreaterThan(0.8);
  expect(share(written('ru'), /^[A-Za-z]+$/)).toBeGreaterThan(0.05);
  expect(share(written('zh'), /^\p{Script=Han}+$/u)).toBeGreaterThan(0.8);
  expect(share(written('ro'), /[ăâîșțĂÂÎȘȚ]/)).toBeGreaterThan(0.2);
  for (const language of languages) expect(written(language).length).toBeGreaterThan(600);
});

test('whoever becomes known by a form takes along the visits before it', () => {
  const withTrail = identified.filter((person) => {
    const first = person.touches.findIndex((touch) => touch.type === 'identify');
    const browser = person.touches[first]?.anonymousId;
    return (
      browser !== undefined &&
      person.touches.slice(0, first).some((touch) => touch.type === 'page' && touch.anonymousId === browser)
    );
  });
  expect(withTrail.length / identified.length).toBeGreaterThan(0.6);
});
