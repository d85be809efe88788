import type { Condition } from '../../conditions/format.ts';
import { all, any, where } from './rules.ts';
import { executive, inCharge, sales } from './words.ts';

/*
 * Conditions on who somebody is that several presets share. The person's own word comes first; what is known of the company
 * helps where nobody said.
 */

/** Managers and executives, in the four languages of the product. */
export const isExecutive: Condition = all(
  any(
    where('person.title', 'contains', [...executive.parts]),
    where('person.title', 'beginsWith', [...executive.beginnings]),
    where('person.title', 'in', [...executive.whole]),
  ),
  where('person.title', 'doesNotContain', [...executive.except]),
);

/** People who are in charge of the matter without being managers, and do not sell themselves. */
export const isInCharge: Condition = all(
  where('person.title', 'contains', [...inCharge]),
  where('person.title', 'doesNotContain', [...sales]),
);

/** So many employees or more. */
export function employs(least: number): Condition {
  return any(where('person.employees', '>=', least), where('company.employees', '>=', least));
}

/** The kind of mailbox somebody writes from. */
export function mailbox(...kinds: ('business' | 'free' | 'disposable' | 'role')[]): Condition {
  return all(where('person.email_kind', 'in', kinds));
}

/** Something is known of a field. */
export function known(...fields: string[]): Condition {
  return any(...fields.map((field) => where(field, 'notNull')));
}
