import { fold } from '../../conditions/fold.ts';
import type { FieldValue } from '../capture/index.ts';

/** Where a field's value comes from: [occurred_at in epoch ms, touch key, touch_id]. */
export type Origin = [at: number, key: string, touch_id: number];

/** The fold of all that touches said about one person or company, and where each value comes from. */
export type Folded = { fields: Record<string, FieldValue>; origin: Record<string, Origin> };

/** What one touch said. */
export type Saying = { fields: Record<string, FieldValue>; at: number; key: string; touch_id: number };

/** Whether `a` is believed over `b`: the later one, and of two at the same instant the one with the greater touch key. */
export function isLater(a: Origin, b: Origin): boolean {
  return a[0] !== b[0] ? a[0] > b[0] : a[1] > b[1];
}

/**
 * Adds sayings to a fold; per field the latest wins, whatever the order in which they come. Returns a new fold, or
 * the one given when nothing changed. An emptied field (null) keeps its origin, so that an older value stays out.
 */
export function foldSayings(before: Folded, sayings: Iterable<Saying>): Folded {
  let after: Folded | undefined;
  for (const saying of sayings) {
    for (const [key, value] of Object.entries(saying.fields)) {
      const origin: Origin = [saying.at, saying.key, saying.touch_id];
      const current = (after ?? before).origin[key];
      if (current && !isLater(origin, current)) continue;
      after ??= { fields: { ...before.fields }, origin: { ...before.origin } };
      after.origin[key] = origin;
      if (isMissing(value)) delete after.fields[key];
      else after.fields[key] = value;
    }
  }
  return after ?? before;
}

/** Joins the folds of two people who became one. */
export function joinFolds(a: Folded, b: Folded): Folded {
  const joined: Folded = { fields: { ...a.fields }, origin: { ...a.origin } };
  for (const [key, origin] of Object.entries(b.origin)) {
    const current = joined.origin[key];
    if (current && !isLater(origin, current)) continue;
    joined.origin[key] = origin;
    if (b.fields[key] === undefined) delete joined.fields[key];
    else joined.fields[key] = b.fields[key];
  }
  return joined;
}

const cjk = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Fields that follow from others: the full name from its parts, family name first where the script asks for it. */
export function deriveFields(fields: Record<string, FieldValue>): Record<string, FieldValue> {
  const { first_name, last_name, full_name } = fields;
  if (full_name || (!first_name && !last_name)) return fields;
  const [first, last] = [first_name ?? '', last_name ?? ''].map(String) as [string, string];
  return { ...fields, full_name: cjk.test(last + first) ? last + first : `${first} ${last}`.trim() };
}

/** The text that a person is searched by: name, e-mail, phone, title, company, folded. */
export function searchText(fields: Record<string, FieldValue>, company: Record<string, FieldValue>): string {
  const parts = [
    fields.full_name,
    fields.email,
    fields.phone,
    fields.title,
    company.name ?? fields.company_name,
    company.domain,
  ];
  return fold([...new Set(parts.filter((part) => typeof part === 'string'))].join(' '));
}

function isMissing(value: FieldValue): boolean {
  return (
    value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
  );
}
