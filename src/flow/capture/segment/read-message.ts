import type { InputProblem } from '../../../base/errors.ts';
import type { Arrival, TouchType } from '../arrival.ts';
import { contentKey } from '../content-key.ts';
import { cleanText, flattenInto } from '../flat-properties.ts';
import { addPageAddress } from '../page-properties.ts';
import { claim, completeName, type Said } from '../said.ts';
import { readCompanyTraits, readTraits } from './read-traits.ts';

export const messageTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export type MessageType = (typeof messageTypes)[number];

/** What comes with a message: where it is from, when it reached us and by its sender's clock when it was sent (epoch ms). */
export type MessageEnvelope = {
  source_id: number;
  channel: string;
  received_at: number;
  sent_at: number | undefined;
};

export type ReadMessage = { kind: 'read'; arrival: Arrival } | { kind: 'unreadable'; problems: InputProblem[] };

type Message = Record<string, unknown>;

/**
 * Reads one message of the Segment protocol. `raw` is its text as it came; `type` the one the address names, where it does.
 * A message without a user, an event without a name, a time that is none: unreadable, with the path to it.
 */
export function readMessage(message: unknown, raw: string, envelope: MessageEnvelope, type?: MessageType): ReadMessage {
  if (!isObject(message)) return unreadable([], `${JSON.stringify(message)}: expected an object`);
  const kind = (type ?? message.type) as MessageType;
  if (!messageTypes.includes(kind))
    return unreadable(['type'], `${show(message.type)}: expected ${messageTypes.join(', ')}`);

  const occurredAt = readOccurredAt(message, envelope);
  if (occurredAt === undefined) {
    return unreadable(
      ['timestamp'],
      `${show(message.originalTimestamp ?? message.timestamp)}: expected an ISO 8601 instant`,
    );
  }
  const said: Said = { claims: {}, fields: {}, company: {} };
  for (const [name, kindOfId] of ids) {
    if (message[name] === undefined || message[name] === null) continue;
    if (!claim(said, kindOfId, message[name]))
      return unreadable([name], `${show(message[name])}: expected a text that is not empty`);
  }
  const problem = readContent(kind, message, said);
  if (problem) return { kind: 'unreadable', problems: [problem] };
  if (
    said.claims.user_id === undefined &&
    said.claims.anonymous_id === undefined &&
    !said.claims.email &&
    !said.claims.phone
  ) {
    return unreadable(['userId'], 'missing: expected userId or anonymousId');
  }
  completeName(said);
  const form = kind === 'track' ? readForm(message) : undefined;
  return {
    kind: 'read',
    arrival: {
      idempotency_key: readKey(message, raw, envelope),
      source_id: envelope.source_id,
      channel: envelope.channel,
      type: (form === undefined ? kind : 'form') satisfies TouchType,
      event: form ?? readEvent(kind, message),
      occurred_at: occurredAt,
      received_at: envelope.received_at,
      claims: said.claims,
      properties: readProperties(kind, message),
      fields: isEmpty(said.fields) ? null : said.fields,
      company: isEmpty(said.company) ? null : said.company,
      raw,
    },
  };
}

/** An instant as clients write it: ISO text, or a number of milliseconds or seconds; undefined for anything else. Epoch ms. */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'number') return toInstant(value < 1e11 ? value * 1000 : value);
  if (typeof value !== 'string') return undefined;
  if (/^\d{10,13}$/.test(value)) return readInstant(Number(value));
  return /^\d{4}-\d\d/.test(value) ? toInstant(Date.parse(value)) : undefined;
}

const ids = [
  ['userId', 'user_id'],
  ['anonymousId', 'anonymous_id'],
] as const;

function readContent(kind: MessageType, message: Message, said: Said): InputProblem | undefined {
  const traits = isObject(message.traits) ? message.traits : undefined;
  const contextTraits =
    isObject(message.context) && isObject(message.context.traits) ? message.context.traits : undefined;
  if (contextTraits) {
    claim(said, 'email', contextTraits.email);
    claim(said, 'phone', contextTraits.phone);
  }
  if (kind === 'identify') {
    if (traits ?? contextTraits) readTraits(said, (traits ?? contextTraits) as Message);
  } else if (kind === 'group') {
    if (!claim(said, 'group_id', message.groupId)) return missing('groupId', message.groupId);
    if (traits) readCompanyTraits(said, traits);
  } else if (kind === 'alias') {
    if (!claim(said, 'previous_id', message.previousId)) return missing('previousId', message.previousId);
  } else if (kind === 'track' && readEvent(kind, message) === null) {
    return missing('event', message.event);
  }
  return undefined;
}

/** `timestamp` is by the sender's clock; how wrong that is shows in `sentAt`. A message that was received before keeps its time. */
function readOccurredAt(message: Message, { received_at, sent_at }: MessageEnvelope): number | undefined {
  const said = message.receivedAt === undefined ? (message.originalTimestamp ?? message.timestamp) : message.timestamp;
  if (said === undefined || said === null) return received_at;
  const instant = readInstant(said);
  if (instant === undefined || message.receivedAt !== undefined) return instant;
  const sentAt = readInstant(message.sentAt) ?? sent_at;
  return sentAt === undefined ? instant : toInstant(instant + (received_at - sentAt));
}

function readKey(message: Message, raw: string, { source_id, received_at }: MessageEnvelope): string {
  const id = message.messageId;
  if (typeof id === 'string' && id.trim() !== '') return cleanText(id, 512);
  const timeless = (message.timestamp ?? message.originalTimestamp ?? null) === null;
  return contentKey('segment', source_id, raw, timeless ? received_at : undefined);
}

function readEvent(kind: MessageType, message: Message): string | null {
  const name =
    kind === 'track' ? message.event : kind === 'page' || kind === 'screen' ? (message.name ?? message.category) : null;
  if (typeof name !== 'string') return null;
  const text = cleanText(name, 200).trim();
  return text === '' ? null : text;
}

/** A form that was captured on a page is the same to everybody as one that was posted: the name of the form, where there is one. */
function readForm(message: Message): string | undefined {
  const { form } = isObject(message.properties) ? message.properties : {};
  if (message.event !== 'Form Submitted' || typeof form !== 'string') return undefined;
  return cleanText(form, 200).trim() || undefined;
}

function readProperties(kind: MessageType, message: Message): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  if (isObject(message.properties)) flattenInto(properties, message.properties);
  if (kind === 'identify' && isObject(message.traits)) flattenInto(properties, message.traits, 'trait.');
  if (typeof message.category === 'string' && message.category !== '')
    properties.category ??= cleanText(message.category, 200);
  const context = isObject(message.context) ? message.context : {};
  const page = isObject(context.page) ? context.page : {};
  for (const name of pageNames) {
    const value = page[name];
    if (typeof value === 'string' && value !== '') properties[name] ??= cleanText(value, 4_096);
  }
  if (typeof properties.url === 'string') addPageAddress(properties, properties.url);
  if (isObject(context.campaign)) {
    for (const name in context.campaign) {
      const value = context.campaign[name];
      if (typeof value === 'string' && value !== '')
        properties[`utm_${name === 'name' ? 'campaign' : name}`] ??= cleanText(value, 500);
    }
  }
  if (typeof context.locale === 'string') properties.locale ??= cleanText(context.locale, 35);
  if (typeof context.userAgent === 'string') properties.user_agent ??= cleanText(context.userAgent, 500);
  return properties;
}

const pageNames = ['url', 'path', 'search', 'referrer', 'title'] as const;

function toInstant(ms: number): number | undefined {
  // PostgreSQL and Date agree between these; what lies outside is no time at which anybody did anything.
  return ms >= 0 && ms < 8.64e15 / 4 ? Math.trunc(ms) : undefined;
}

function missing(name: string, value: unknown): InputProblem {
  return { path: [name], message: `${show(value)}: expected a text that is not empty` };
}

function unreadable(path: InputProblem['path'], message: string): ReadMessage {
  return { kind: 'unreadable', problems: [{ path, message }] };
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 100);
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}
