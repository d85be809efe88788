import type { Field } from '../../../conditions/catalogue.ts';
import { type loadContext, peopleFields } from '../../identity/index.ts';

type Context = Awaited<ReturnType<typeof loadContext>>;

/** How a field's traits are told: by its values, by words in it, by ranges of a number, by being ticked, by items of its list. */
export type TraitField = { name: string; how: 'values' | 'words' | 'ranges' | 'ticked' | 'items' };

/** What names or reaches one person or company: shared by chance, it says nothing of the next one. */
const naming = new Set([
  'person.full_name',
  'person.first_name',
  'person.last_name',
  'person.email',
  'person.email_domain',
  'person.phone',
  'person.website',
  'person.message',
  'person.company_name',
  'company.name',
  'company.domain',
  'company.website',
]);

/** Titles are written in many ways, and it is the words in them that are shared. */
const worded = new Set(['person.title']);

const howByType: Partial<Record<Field['type'], TraitField['how']>> = {
  text: 'values',
  select: 'values',
  number: 'ranges',
  boolean: 'ticked',
  list: 'items',
};

/** The fields in which customers can be alike: everything but names, addresses, days and instants. */
export function traitFields(context: Pick<Context, 'person_fields' | 'company_fields'>): TraitField[] {
  const known = [
    ...peopleFields(context.person_fields, context.company_fields),
    { name: 'person.first_source', type: 'text' as const },
  ];
  return known.flatMap(({ name, type }) => {
    const how = worded.has(name) ? 'words' : howByType[type];
    return how === undefined || naming.has(name) ? [] : [{ name, how }];
  });
}

/** Of how many customers, and of how many others, a field is known. */
export type KnownCount = { field: TraitField; customers: number; others: number };

/**
 * The fields of which anything is known; of one that both a person and their company have (`person.country`, `company.country`) the one
 * that is known of more people, since they say the same.
 */
export function sayingMost(known: readonly KnownCount[]): KnownCount[] {
  const most = new Map<string, KnownCount>();
  const people = ({ customers, others }: KnownCount) => customers + others;
  for (const each of known) {
    const key = each.field.name.slice(each.field.name.indexOf('.') + 1);
    const twin = most.get(key);
    if (people(each) > (twin ? people(twin) : 0)) most.set(key, each);
  }
  return [...most.values()];
}
