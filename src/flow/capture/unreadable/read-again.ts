import { parseFormBody } from '../form/parse-body.ts';
import { readFormRequest, toFormDraft } from '../form/read-request.ts';
import { checkLead } from '../lead/actions.ts';
import { type MessageType, messageTypes } from '../segment/read-message.ts';
import { openRequest, readMessages, toDraft } from '../segment/read-request.ts';
import type { DoorSource } from '../sources/queries.ts';
import { decodeBody, type Reading, type UnreadableDraft } from './draft.ts';

/** Reads something again as its door would today, whatever its size, as if it had come when it came. */
export async function readAgain(item: UnreadableDraft, sources: DoorSource[]): Promise<Reading> {
  if (item.door === 'lead') return readLeadAgain(item, sources);
  const source = sources.find(({ source_id }) => source_id === item.source_id);
  if (!source)
    return unread({
      ...item,
      problems: [{ path: ['source_id'], message: `${item.source_id}: no such source any more` }],
    });
  return item.door === 'form' ? readFormAgain(item, source) : readSegmentAgain(item, source);
}

function readSegmentAgain(item: UnreadableDraft, { source_id, channel }: DoorSource): Reading {
  const { received_at, content_type, envelope } = item;
  const request = { source_id, channel, received_at, content_type };
  const text = decodeBody(item).toString('utf8');
  const type = messageTypes.includes(envelope.address as MessageType) ? (envelope.address as MessageType) : undefined;
  if (envelope.address !== 'batch') {
    return readMessages({ messages: [text], sentAt: envelope.sent_at }, type ?? 'batch', request, { anySize: true });
  }
  const opened = openRequest(text, 'batch');
  if (opened.kind === 'problem')
    return unread(toDraft(item.body, [opened.problem], 'batch', envelope.sent_at, request));
  return readMessages(opened, 'batch', request, { anySize: true });
}

async function readFormAgain(item: UnreadableDraft, source: DoorSource): Promise<Reading> {
  const { received_at, content_type, body, envelope } = item;
  const request = { source, received_at, content_type, body, envelope };
  try {
    return readFormRequest(await parseFormBody(decodeBody(item), content_type), request);
  } catch (error) {
    return unread(toFormDraft(request, (error as Error).message));
  }
}

async function readLeadAgain(item: UnreadableDraft, sources: DoorSource[]): Promise<Reading> {
  const sent = {
    body: JSON.parse(item.body),
    idempotency_key: item.envelope.idempotency_key,
    received_at: item.received_at,
  };
  const checked = await checkLead(sent, async (key) => sources.find((source) => source.key === key));
  return checked.kind === 'read' ? checked.reading : unread({ ...item, problems: checked.problems });
}

function unread(draft: UnreadableDraft): Reading {
  return { arrivals: [], unreadable: [draft], refuse: () => draft };
}
