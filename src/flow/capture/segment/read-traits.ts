import { findNameMeaning, type NameMeaning, nameForm } from '../field-names.ts';
import { claim, readFieldValue, type Said, say, sayField, snakeKey } from '../said.ts';

/**
 * Takes in the traits of a person. Names that mean a field of ours go there; the others under their own key in snake_case,
 * for the workspace's custom fields. `company` and `address` are objects of their own.
 */
export function readTraits(said: Said, traits: Record<string, unknown>): void {
  for (const name in traits) {
    const value = traits[name];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      if (name === 'company' || name === 'organization') readCompanyTraits(said, value as Record<string, unknown>);
      else if (name === 'address') readAddressTraits(said, value as Record<string, unknown>);
      continue;
    }
    const way = findWay(name);
    if (way.meaning) say(said, way.meaning, value);
    else if (way.key !== undefined) sayField(said, way.key, value);
  }
}

/** Takes in the traits of a company: those of a `group` call, or of a person's `company`. */
export function readCompanyTraits(said: Said, traits: Record<string, unknown>): void {
  for (const name in traits) {
    const value = traits[name];
    const form = nameForm(name);
    if (form === 'id') {
      claim(said, 'group_id', value);
      continue;
    }
    if (form === 'address' && typeof value === 'object' && value !== null) {
      const address = value as Record<string, unknown>;
      putCompany(said, 'city', address.city);
      putCompany(said, 'country', address.country);
      continue;
    }
    putCompany(said, companyNames.get(form) ?? snakeKey(name), value);
  }
  const { name, employees, industry } = said.company;
  if (name !== undefined) said.fields.company_name ??= name;
  if (employees !== undefined) said.fields.employees ??= employees;
  if (industry !== undefined) said.fields.industry ??= industry;
}

/** How a trait is taken in: by what its name means, or under its own key. */
type Way = { meaning?: NameMeaning; key?: string };

/** Names repeat without end, and looking one up costs more than all else about it; those of one site are few. */
const ways = new Map<string, Way>();
const mostWays = 5_000;

function findWay(name: string): Way {
  const known = ways.get(name);
  if (known) return known;
  const meaning = otherThings.has(nameForm(name)) ? undefined : findNameMeaning(name);
  const way: Way = {};
  if (meaning && aboutPerson.has(meaning.to) && !(meaning.to === 'identifier' && ownIds.has(meaning.kind)))
    way.meaning = meaning;
  else {
    const key = snakeKey(name);
    if (key !== undefined) way.key = key;
  }
  if (ways.size < mostWays) ways.set(name, way);
  return way;
}

/** Names that a form or a file uses for what the dictionary says, and an application for its own matters. */
const otherThings = new Set(['role', 'description', 'details', 'text', 'body', 'size', 'first', 'last', 'post']);
const aboutPerson = new Set<NameMeaning['to']>(['field', 'company_field', 'identifier', 'subject']);
/** The protocol has places of its own for these; as traits they are somebody else's numbering. */
const ownIds = new Set(['user_id', 'anonymous_id', 'foreign_id', 'group_id']);

const companyNames = new Map(
  Object.entries({
    name: 'name companyname',
    domain: 'domain',
    industry: 'industry sector',
    employees: 'employees employeecount numberofemployees size companysize headcount',
    revenue: 'revenue annualrevenue turnover',
    country: 'country',
    city: 'city',
    website: 'website url',
  }).flatMap(([field, forms]) => forms.split(' ').map((form) => [form, field])),
);

function readAddressTraits(said: Said, address: Record<string, unknown>): void {
  sayField(said, 'city', address.city);
  sayField(said, 'country', address.country);
}

function putCompany(said: Said, field: string | undefined, value: unknown): void {
  if (field === undefined || value === undefined) return;
  const read = readFieldValue(field, value);
  if (read !== undefined) said.company[field] = read;
}
