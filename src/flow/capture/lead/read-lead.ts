import type { Arrival } from '../arrival.ts';
import { contentKey } from '../content-key.ts';
import type { NewLead } from '../contract.ts';
import { cleanText, flattenInto } from '../flat-properties.ts';
import { addPageAddress } from '../page-properties.ts';
import { claim, completeName, readFieldValue, type Said, sayField } from '../said.ts';

/** Where a lead came from, beside its body. Instants are epoch milliseconds. */
export type LeadEnvelope = {
  source_id: number;
  channel: string;
  received_at: number;
  idempotency_key: string | undefined;
};

/** Reads a lead sent by another system or typed in by hand. `raw` is its JSON text. */
export function readLead(lead: NewLead, raw: string, envelope: LeadEnvelope): Arrival {
  const said: Said = { claims: {}, fields: {}, company: {} };
  const person = lead.person ?? {};
  claim(said, 'email', lead.email ?? person.email);
  claim(said, 'phone', lead.phone ?? person.phone);
  claim(said, 'user_id', lead.user_id);
  claim(said, 'anonymous_id', lead.anonymous_id);
  claim(said, 'foreign_id', lead.foreign_id);
  for (const [key, value] of Object.entries(lead.company ?? {})) {
    const read = readFieldValue(key, value);
    if (read !== undefined) said.company[key] = read;
  }
  for (const [key, value] of Object.entries(person)) {
    if (key !== 'email' && key !== 'phone') sayField(said, key, value);
  }
  if (typeof said.company.name === 'string') said.fields.company_name ??= said.company.name;
  if (lead.subject) sayField(said, 'subject', lead.subject);
  if (lead.message) sayField(said, 'message', lead.message);
  completeName(said);

  const properties: Record<string, unknown> = {};
  if (lead.properties) flattenInto(properties, lead.properties);
  if (typeof properties.url === 'string') addPageAddress(properties, properties.url);

  const { source_id, channel, received_at } = envelope;
  const key = lead.idempotency_key ?? envelope.idempotency_key;
  const timeless = lead.occurred_at === undefined ? received_at : undefined;
  return {
    idempotency_key: key === undefined ? contentKey('lead', source_id, raw, timeless) : `lead:${cleanText(key, 512)}`,
    source_id,
    channel,
    type: 'lead',
    event: 'Lead entered',
    occurred_at: lead.occurred_at === undefined ? received_at : Date.parse(lead.occurred_at),
    received_at,
    claims: said.claims,
    properties,
    fields: Object.keys(said.fields).length > 0 ? said.fields : null,
    company: Object.keys(said.company).length > 0 ? said.company : null,
    raw,
  };
}
