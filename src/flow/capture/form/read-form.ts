import type { Arrival } from '../arrival.ts';
import { contentKey } from '../content-key.ts';
import { findNameMeanings, type NameMeaning } from '../field-names.ts';
import { readBoolean } from '../field-values.ts';
import { cleanText } from '../flat-properties.ts';
import { addPageAddress } from '../page-properties.ts';
import { claim, completeName, type Said, say, sayField, snakeKey } from '../said.ts';

/** A form's fields as they were posted; a repeated name holds a list. */
export type PostedFields = Record<string, unknown>;

/** Where a form came from, beside its fields. Instants are epoch milliseconds. */
export type FormEnvelope = {
  source_id: number;
  channel: string;
  received_at: number;
  /** The page it stood on, as the browser said in Referer or Origin. */
  page: string | undefined;
  idempotency_key: string | undefined;
};

/** Nobody fills a form faster than this; what does is most likely a program. */
const shortestFillMs = 2_000;
/** A page that was open longer than this tells nothing by its clock. */
const longestFillMs = 24 * 3_600_000;

/**
 * Reads a posted form. Names that begin with `_` are ours: `_form` (its name, the touch's event), `_subject`, `_url`,
 * `_referrer`, `_title`, `_anonymous_id`, `_user_id`, `_key` (idempotency), `_shown_at` (epoch ms), `_gotcha` (empty unless a
 * program filled it), `_return` and `_lang` (for the answer). Names the dictionary knows become fields, all others
 * properties, and fields too where the workspace has a custom field of that key. What looks like a program's doing is
 * marked, not dropped.
 */
export function readForm(posted: PostedFields, raw: string, envelope: FormEnvelope): Arrival {
  const said: Said = { claims: {}, fields: {}, company: {} };
  const properties: Record<string, unknown> = {};
  const names = Object.keys(posted).filter((name) => !name.startsWith('_'));
  const meanings = findNameMeanings(names);
  for (const [index, name] of names.entries()) takeField(said, properties, name, posted[name], meanings[index]);
  completeName(said);

  claim(said, 'anonymous_id', posted._anonymous_id);
  claim(said, 'user_id', posted._user_id);
  if (text(posted._subject)) sayField(said, 'subject', text(posted._subject));
  addPage(properties, posted, envelope.page);
  const suspicions = findSuspicions(posted, envelope.received_at);
  if (suspicions.length > 0) Object.assign(properties, { suspected_bot: true, suspected_because: suspicions });

  const { source_id, channel, received_at } = envelope;
  const key = envelope.idempotency_key ?? text(posted._key);
  return {
    idempotency_key:
      key === undefined ? contentKey('form', source_id, canonical(posted), received_at) : `form:${cleanText(key, 500)}`,
    source_id,
    channel,
    type: 'form',
    event: cleanText(text(posted._form) ?? 'Form submitted', 200),
    occurred_at: received_at,
    received_at,
    claims: said.claims,
    properties,
    fields: Object.keys(said.fields).length > 0 ? said.fields : null,
    company: Object.keys(said.company).length > 0 ? said.company : null,
    raw,
  };
}

/** Whether a form says anything at all that somebody typed or chose. */
export function isEmptyForm(posted: PostedFields): boolean {
  return !Object.entries(posted).some(([name, value]) => !name.startsWith('_') && text(value) !== undefined);
}

/** A single text of a posted value; undefined when it is blank. */
export function text(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'string' && typeof one !== 'number') return undefined;
  const trimmed = String(one).trim();
  return trimmed === '' ? undefined : trimmed;
}

function takeField(
  said: Said,
  properties: Record<string, unknown>,
  name: string,
  value: unknown,
  meaning: NameMeaning | undefined,
): void {
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (meaning?.to === 'field' && meaning.field === 'consent') {
    takeConsent(said, properties, name, single);
    return;
  }
  if (meaning && ofPerson.has(meaning.to) && say(said, meaning, single)) return;
  const label = cleanText(name, 200);
  if (label === '' || label === '__proto__') return;
  const property = meaning?.to === 'property' ? meaning.property : label;
  const list = Array.isArray(single) ? single : [single];
  const kept = list.map(text).filter((item) => item !== undefined);
  if (kept.length === 0) return;
  properties[property] =
    kept.length === 1 ? cleanText(kept[0] as string, 8_192) : kept.map((item) => cleanText(item, 8_192));
  const key = snakeKey(label);
  if (key !== undefined && meaning === undefined) sayField(said, key, properties[property]);
}

const ofPerson = new Set<NameMeaning['to']>(['field', 'company_field', 'identifier', 'subject']);

/** A box that is ticked sends its value, which may be the very text that was agreed to: proof, so it is kept. */
function takeConsent(said: Said, properties: Record<string, unknown>, name: string, value: unknown): void {
  const words = text(value);
  const given = typeof value === 'boolean' ? value : words === undefined ? undefined : (readBoolean(words) ?? true);
  if (given === undefined) return;
  said.fields.consent = said.fields.consent === false ? false : given;
  properties[`consent.${cleanText(name, 100)}`] = words === undefined ? given : cleanText(words, 2_000);
}

function addPage(properties: Record<string, unknown>, posted: PostedFields, page: string | undefined): void {
  const [referrer, title] = [text(posted._referrer), text(posted._title)];
  if (referrer !== undefined) properties.referrer ??= cleanText(referrer, 4_096);
  if (title !== undefined) properties.title ??= cleanText(title, 500);
  const url = text(posted._url) ?? page;
  if (url !== undefined) addPageAddress(properties, url);
}

function findSuspicions(posted: PostedFields, receivedAt: number): string[] {
  const suspicions: string[] = [];
  if (text(posted._gotcha) !== undefined) suspicions.push('honeypot');
  const shownAt = Number(text(posted._shown_at) ?? Number.NaN);
  const filledMs = receivedAt - shownAt;
  if (filledMs < shortestFillMs && filledMs > -longestFillMs) suspicions.push('too_fast');
  return suspicions;
}

/** The fields in one order, without what differs between two clicks on the same button. */
function canonical(posted: PostedFields): string {
  const own = Object.entries(posted).filter(([name]) => name !== '_shown_at' && name !== '_return');
  return JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}
