import type { InputProblem } from '../../../base/errors.ts';
import type { Reading, UnreadableDraft } from '../unreadable/draft.ts';
import { type MessageEnvelope, type MessageType, readInstant, readMessage } from './read-message.ts';
import { sliceBatch } from './slice-batch.ts';

/** What the protocol allows. Compressed bodies may be larger when unpacked, since senders count what they send. */
export const segmentLimits = {
  messageBytes: 32 * 1024,
  batchBytes: 512_000,
  batchBytesUnpacked: 1_048_576,
  messages: 2_500,
} as const;

/** What an address of the protocol takes. */
export type SegmentAddress = MessageType | 'batch';

/** A body cut into messages, each with its text as it came. */
export type OpenedRequest = {
  kind: 'opened';
  messages: string[];
  writeKey: string | undefined;
  sentAt: number | undefined;
};

/** Cuts a body into messages without reading them. A body that is no JSON object at all: a problem. */
export function openRequest(
  text: string,
  address: SegmentAddress,
): OpenedRequest | { kind: 'problem'; problem: InputProblem } {
  if (address !== 'batch') {
    const message = parseObject(text);
    if (!message) return { kind: 'problem', problem: { path: [], message: 'expected a JSON object' } };
    return { kind: 'opened', messages: [text], ...readEnvelope(message) };
  }
  const sliced = sliceBatch(text);
  const envelope = sliced && parseObject(sliced.envelope);
  if (!envelope)
    return { kind: 'problem', problem: { path: ['batch'], message: 'expected a JSON object with a list "batch"' } };
  return { kind: 'opened', messages: sliced.messages, ...readEnvelope(envelope) };
}

/** What messages come with, whichever they are. */
export type RequestEnvelope = Omit<MessageEnvelope, 'sent_at'> & { content_type: string | null };

/**
 * Reads messages: those that can be understood become arrivals, the others stay as they came with what is wrong. A message
 * longer than the protocol allows counts as one of the others, unless `anySize`.
 */
export function readMessages(
  { messages, sentAt }: Pick<OpenedRequest, 'messages' | 'sentAt'>,
  address: SegmentAddress,
  request: RequestEnvelope,
  { anySize = false } = {},
): Reading {
  const part = address === 'batch' ? 'message' : address;
  const toPart = (raw: string, problems: InputProblem[]) => toDraft(raw, problems, part, sentAt, request);
  const reading: Reading = {
    arrivals: [],
    unreadable: [],
    refuse: ({ raw }, reason) => toPart(raw, [{ path: [], message: reason }]),
  };
  const envelope: MessageEnvelope = { ...request, sent_at: sentAt };
  const type = address === 'batch' ? undefined : address;
  for (const raw of messages) {
    const problems = !anySize && isTooLong(raw) ? [tooLong(raw)] : readOne(reading, raw, envelope, type);
    if (problems) reading.unreadable.push(toPart(raw, problems));
  }
  return reading;
}

/** What stays of a message (of a batch: `message`), or of a whole body, that could not be understood. */
export function toDraft(
  body: string,
  problems: InputProblem[],
  address: SegmentAddress | 'message',
  sentAt: number | undefined,
  { source_id, received_at, content_type }: Pick<RequestEnvelope, 'source_id' | 'received_at' | 'content_type'>,
): UnreadableDraft {
  const envelope = { address, ...(sentAt === undefined ? {} : { sent_at: sentAt }) };
  return { source_id, door: 'segment', received_at, content_type, body, envelope, problems };
}

function readOne(
  reading: Reading,
  raw: string,
  envelope: MessageEnvelope,
  type: MessageType | undefined,
): InputProblem[] | undefined {
  let message: unknown;
  try {
    message = JSON.parse(raw);
  } catch (error) {
    return [{ path: [], message: `not valid JSON: ${(error as Error).message}` }];
  }
  const read = readMessage(message, raw, envelope, type);
  if (read.kind === 'unreadable') return read.problems;
  reading.arrivals.push(read.arrival);
  return undefined;
}

function readEnvelope({ writeKey, sentAt }: Record<string, unknown>) {
  return {
    writeKey: typeof writeKey === 'string' && writeKey !== '' ? writeKey : undefined,
    sentAt: sentAt === undefined ? undefined : readInstant(sentAt),
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTooLong(raw: string): boolean {
  // A character is at most three bytes, so most messages are judged without counting.
  return raw.length * 3 > segmentLimits.messageBytes && Buffer.byteLength(raw) > segmentLimits.messageBytes;
}

function tooLong(raw: string): InputProblem {
  return {
    path: [],
    message: `${Buffer.byteLength(raw)} bytes: expected a message of at most ${segmentLimits.messageBytes}`,
  };
}
