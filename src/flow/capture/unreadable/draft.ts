import type { InputProblem } from '../../../base/errors.ts';
import type { Arrival } from '../arrival.ts';
import type { Door } from '../contract.ts';

/** Something that reached a door and could not be understood, before it is written down. Instants are epoch ms. */
export type UnreadableDraft = {
  source_id: number | null;
  door: Door;
  received_at: number;
  content_type: string | null;
  /** The text as it came; `encodeBody` makes one of bytes. */
  body: string;
  /** What came beside the body and reading it again needs. */
  envelope: Envelope;
  problems: InputProblem[];
};

/** What came beside a body. Which parts there are depends on the door. */
export type Envelope = {
  /** The body is base64, since its bytes are no text. */
  base64?: true;
  /** Segment: what it is: a message of this type, a `message` of a batch, or a whole `batch`. */
  address?: string;
  /** Segment: when the batch was sent by the sender's clock, epoch ms. */
  sent_at?: number;
  /** Form: the page it stood on, as the browser said. */
  page?: string;
  /** Form and lead: the caller's own idempotency key. */
  idempotency_key?: string;
};

/** What a door made of one request: arrivals to keep, and parts that could not be understood. */
export type Reading = {
  arrivals: Arrival[];
  unreadable: UnreadableDraft[];
  /** What stays of an arrival that could be read but not kept. */
  refuse: (arrival: Arrival, reason: string) => UnreadableDraft;
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of a body as a text that the database can keep: themselves when they are text, else base64. */
export function encodeBody(bytes: Uint8Array): { body: string; base64?: true } {
  try {
    const body = utf8.decode(bytes);
    if (!body.includes('\0')) return { body };
  } catch {
    // Not text.
  }
  return { body: Buffer.from(bytes).toString('base64'), base64: true };
}

/** The bytes that `encodeBody` was given. */
export function decodeBody({ body, envelope }: Pick<UnreadableDraft, 'body' | 'envelope'>): Buffer {
  return Buffer.from(body, envelope.base64 ? 'base64' : 'utf8');
}
