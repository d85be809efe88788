import type { DoorSource } from '../sources/queries.ts';
import type { Envelope, Reading, UnreadableDraft } from '../unreadable/draft.ts';
import { isEmptyForm, type PostedFields, readForm } from './read-form.ts';

/** A form's request beside its parsed fields; `body` is what `encodeBody` made of its bytes. */
export type FormRequest = {
  source: Pick<DoorSource, 'source_id' | 'channel'>;
  received_at: number;
  content_type: string | null;
  body: string;
  envelope: Envelope;
};

/** Reads a form: an arrival, or what stays of one in which nobody filled in anything. */
export function readFormRequest(posted: PostedFields, request: FormRequest): Reading {
  const reading: Reading = { arrivals: [], unreadable: [], refuse: (_arrival, reason) => toFormDraft(request, reason) };
  if (isEmptyForm(posted)) {
    reading.unreadable.push(toFormDraft(request, 'expected at least one field with a value'));
    return reading;
  }
  const { source, received_at, envelope } = request;
  const arrival = readForm(posted, JSON.stringify(posted), {
    ...source,
    received_at,
    page: envelope.page,
    idempotency_key: envelope.idempotency_key,
  });
  reading.arrivals.push(arrival);
  return reading;
}

/** What stays of a form that could not be understood or kept. */
export function toFormDraft(request: FormRequest, message: string): UnreadableDraft {
  const { source, received_at, content_type, body, envelope } = request;
  const problems = [{ path: [], message }];
  return { source_id: source.source_id, door: 'form', received_at, content_type, body, envelope, problems };
}
