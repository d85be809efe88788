import type { Claims, FieldValue } from './arrival.ts';
import type { NameMeaning } from './field-names.ts';
import { readBoolean, readNumber } from './field-values.ts';
import { cleanText } from './flat-properties.ts';
import { readAddress } from './page-properties.ts';

/** What a thing that reached us says about who it is from: to recognise them, about the person, about their company. */
export type Said = {
  claims: Claims;
  fields: Record<string, FieldValue>;
  company: Record<string, FieldValue>;
};

/** Built-in fields that are not text. */
const numbers = new Set(['employees', 'budget', 'revenue']);
const booleans = new Set(['consent', 'unsubscribed', 'wants_contact']);

/** Person fields that say something about the company too, by the company's field. */
const sharedWithCompany: Record<string, string> = {
  company_name: 'name',
  employees: 'employees',
  industry: 'industry',
  website: 'website',
};

/** Sites where people and companies have a page; their address says nothing about who somebody works for. */
const sharedSites =
  /(?:^|\.)(?:linkedin|facebook|fb|instagram|twitter|x|youtube|tiktok|github|gitlab|medium|vk|ok|t|wa|telegram|weibo|zhihu|google|linktr|xing)\.(?:com|me|ru|ee|cn|be)$/;

/** How long a text field may be; a message is the longest. */
const mostText = 20_000;

/**
 * Takes in one value by its meaning; answers whether it said anything about the person or company. A blank value says
 * nothing, null empties a field. Meanings about the touch itself (a property, when, where from) are the caller's.
 */
export function say(said: Said, meaning: NameMeaning, value: unknown): boolean {
  switch (meaning.to) {
    case 'field':
      return meaning.field === 'email' || meaning.field === 'phone'
        ? claim(said, meaning.field, value)
        : sayField(said, meaning.field, value);
    case 'company_field':
      return put(said.company, meaning.field, value);
    case 'identifier':
      return claim(said, meaning.kind, value, meaning.system);
    case 'subject':
      return put(said.fields, 'subject', value);
    default:
      return false;
  }
}

/** Takes in a person field by its key, and what it says about the company. */
export function sayField(said: Said, field: string, value: unknown): boolean {
  if (!put(said.fields, field, value)) return false;
  const companyField = sharedWithCompany[field];
  const stored = said.fields[field];
  if (companyField === undefined || stored === null || stored === undefined) return true;
  if (field === 'website' && !isOwnSite(String(stored))) return true;
  said.company[companyField] ??= stored;
  return true;
}

/** Takes in something that recognises the person. The first of a kind stays. */
export function claim(said: Said, kind: keyof Claims, value: unknown, system?: string): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = cleanText(String(value), 512).trim();
  if (text === '') return false;
  said.claims[kind] ??= system === undefined ? text : `${system}:${text}`;
  return true;
}

/**
 * A value as its field holds it; undefined when it says nothing. A number or truth that cannot be read as one stays text,
 * so that nobody loses it, and conditions on numbers see it as missing.
 */
export function readFieldValue(field: string, value: unknown): FieldValue | undefined {
  if (value === null) return null;
  if (typeof value === 'string') {
    const text = cleanText(value, mostText).trim();
    if (text === '') return undefined;
    if (numbers.has(field)) return readNumber(text) ?? text;
    if (booleans.has(field)) return readBoolean(text) ?? text;
    return text;
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (!Array.isArray(value)) return undefined;
  const items = value
    .filter((item) => typeof item === 'string' || typeof item === 'number')
    .map((item) => cleanText(String(item)));
  return items.length > 0 ? items : undefined;
}

/**
 * Makes the full name of its halves where only they were said; Chinese and Korean names begin with the family's. A "name" that
 * stands beside one half and does not hold it is the other half.
 */
export function completeName({ fields }: Said): void {
  const { full_name: full, first_name: first, last_name: last } = fields;
  if (typeof full === 'string') {
    if (typeof last === 'string' && first === undefined && !full.includes(last)) fields.first_name = full;
    else if (typeof first === 'string' && last === undefined && !full.includes(first)) fields.last_name = full;
    else return;
  } else if (full !== undefined) return;
  const halves = [fields.first_name, fields.last_name].filter((half) => typeof half === 'string');
  if (halves.length === 0) return;
  const familyFirst = halves.every((half) => /^[\p{sc=Han}\p{sc=Hangul}]+$/u.test(half));
  fields.full_name = familyFirst ? halves.reverse().join('') : halves.join(' ');
}

/** A field key of ours made from a foreign name: "jobTitle" and "Job title" give `job_title`; undefined when it cannot be one. */
export function snakeKey(name: string): string | undefined {
  const key = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
  return key === '' || key.length > 63 ? undefined : key;
}

function put(into: Record<string, FieldValue>, field: string, value: unknown): boolean {
  const read = readFieldValue(field, value);
  if (read === undefined) return false;
  into[field] = read;
  return true;
}

function isOwnSite(website: string): boolean {
  const address = readAddress(/^https?:/i.test(website) ? website : `http://${website}`);
  return address?.host.includes('.') === true && !sharedSites.test(address.host);
}
