import type { Arrival, FieldValue } from '../capture/index.ts';
import { readEmail } from './email.ts';
import { companyDomain } from './email-domains.ts';
import { type FieldReaders, readFields } from './field-readers.ts';
import { readPhone } from './phone.ts';

export const strongKinds = ['email', 'user_id', 'foreign_id'] as const;
/** In the order in which they are believed when they point to different people. */
export const weakKinds = ['phone', 'anonymous_id'] as const;
export type IdentifierKind = (typeof strongKinds)[number] | (typeof weakKinds)[number];
export type Identifier = { kind: IdentifierKind; value: string };

/** An arrival with its claims judged: what recognises the person, what it says about person and company. */
export type Identified = {
  arrival: Arrival;
  /** Never after `received_at`: a touch from the future counts from when it reached us. */
  occurred_at: number;
  strong: Identifier[];
  weak: Identifier[];
  fields: Record<string, FieldValue> | null;
  company: {
    identifiers: { kind: 'domain' | 'group_id'; value: string }[];
    fields: Record<string, FieldValue> | null;
  } | null;
};

const placeholder =
  /^(?:null|undefined|none|nil|nan|n\/a|na|unknown|anonymous|guest|true|false|test|\[object object\]|[-0.]*|f{8,})$/i;

/** Whether an id is one that systems write where they know none; such an id never links people. */
export function isPlaceholderId(id: string): boolean {
  return placeholder.test(id.trim());
}

/**
 * Normalises an arrival's claims and types what it says of the workspace's fields; what it says of others stays in the raw
 * touch. Fields whose value could not be read are named in its property `not_understood`. `country` is the workspace's, for
 * phone numbers without calling code.
 */
export function readArrival(arrival: Arrival, readers: FieldReaders, country: string | undefined): Identified {
  const { claims } = arrival;
  const strong: Identifier[] = [];
  const weak: Identifier[] = [];
  const notUnderstood: string[] = [];
  const fields = readFields(arrival.fields, readers.person, notUnderstood);
  const aboutCompany = readFields(arrival.company, readers.company, notUnderstood);

  const email = claims.email ? readEmail(claims.email) : undefined;
  if (email) {
    if (email.kind !== 'role') strong.push({ kind: 'email', value: email.key });
    fields.email = email.address;
    fields.email_domain = email.domain;
    fields.email_kind = email.kind;
  }
  addId(strong, 'user_id', claims.user_id);
  addId(strong, 'user_id', claims.previous_id);
  addId(strong, 'foreign_id', claims.foreign_id);
  const phone = claims.phone ? readPhone(claims.phone, stringOf(fields.country, /^[a-z]{2}$/i) ?? country) : undefined;
  if (phone) {
    if (phone.kind === 'personal') weak.push({ kind: 'phone', value: phone.value });
    fields.phone = phone.value;
    fields.phone_kind = phone.kind;
  }
  addId(weak, 'anonymous_id', claims.anonymous_id);

  return {
    arrival: notUnderstood.length === 0 ? arrival : withNotUnderstood(arrival, notUnderstood),
    occurred_at: Math.min(arrival.occurred_at, arrival.received_at),
    strong,
    weak,
    fields: Object.keys(fields).length > 0 ? fields : null,
    company: readCompany(
      arrival,
      email?.kind === 'business' || email?.kind === 'role' ? email.domain : undefined,
      aboutCompany,
    ),
  };
}

function addId(list: Identifier[], kind: IdentifierKind, id: string | undefined) {
  if (id === undefined || isPlaceholderId(id)) return;
  const value = id.trim().slice(0, 512);
  if (!list.some((other) => other.kind === kind && other.value === value)) list.push({ kind, value });
}

function withNotUnderstood(arrival: Arrival, keys: string[]): Arrival {
  return { ...arrival, properties: { ...arrival.properties, not_understood: [...new Set(keys)] } };
}

function readCompany(
  arrival: Arrival,
  mailDomain: string | undefined,
  said: Record<string, FieldValue>,
): Identified['company'] {
  const identifiers: { kind: 'domain' | 'group_id'; value: string }[] = [];
  // What the touch says of the company outright comes before what its mail domain suggests.
  const domain = companyDomain(stringOf(said.domain) ?? stringOf(said.website) ?? mailDomain ?? '');
  if (domain) identifiers.push({ kind: 'domain', value: domain });
  const group = arrival.claims.group_id;
  if (group !== undefined && !isPlaceholderId(group))
    identifiers.push({ kind: 'group_id', value: group.trim().slice(0, 512) });
  if (identifiers.length === 0) return null;
  if (domain) said.domain = domain;
  return { identifiers, fields: Object.keys(said).length > 0 ? said : null };
}

function stringOf(value: FieldValue | undefined, form = /\S/): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}
