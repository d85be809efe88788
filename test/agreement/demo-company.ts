import { sql } from 'kysely';
import { generatePeople } from '../../demo/generate.ts';
import { sources } from '../../demo/site.ts';
import type { Database } from '../../src/base/db.ts';
import { ImportMapping } from '../../src/flow/capture/import/contract.ts';
import type { Arrival } from '../../src/flow/capture/index.ts';
import { readMessage } from '../../src/flow/capture/segment/read-message.ts';
import { builtInCompanyFields, builtInPersonFields } from '../../src/flow/identity/fields.ts';
import type { Files } from './four-ways.ts';

/** The touches of the demo company's people, each received when it occurred. `until` in epoch ms. */
export function demoArrivals(people: number, until: number, sourceIds: ReadonlyMap<string, number>): Arrival[] {
  const channels = new Map(sources.map(({ key, channel }) => [key as string, channel]));
  return [...generatePeople({ people, until })].flatMap(({ touches }) =>
    touches.map((touch) => {
      const read = readMessage(touch, JSON.stringify(touch), {
        source_id: sourceIds.get(touch.source) as number,
        channel: channels.get(touch.source) as string,
        received_at: Date.parse(touch.timestamp),
        sent_at: undefined,
      });
      if (read.kind !== 'read') throw new Error(read.problems[0]?.message);
      return read.arrival;
    }),
  );
}

const person = builtInPersonFields.map(
  ({ key, type }) => ({ column: `person ${key}`, type, to: 'field', key }) as const,
);
const company = builtInCompanyFields.map(
  ({ key, type }) => ({ column: `company ${key}`, type, to: 'company_field', key }) as const,
);
/** What the import makes of others, and what recognises a person elsewhere too. */
const derived = new Set(['email_domain', 'email_kind', 'phone_kind']);

/** Everybody of the workspace as two files: fields as they are known now, and all touches, by the person's id. */
export async function writeFiles(db: Database, workspaceId: number): Promise<Files> {
  const { rows: people } = await sql<{
    person_id: number;
    created_at: Date;
    source: string;
    fields: Record<string, unknown>;
    company: Record<string, unknown> | null;
  }>`
    select p.person_id, p.created_at, src.key as source, p.fields, c.fields as company
    from person p
    join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
    left join company c on c.workspace_id = p.workspace_id and c.company_id = p.company_id
    where p.workspace_id = ${workspaceId} and p.merged_into is null`.execute(db.owner);
  const { rows: touches } = await sql<
    Record<'event' | 'type' | 'channel' | 'source', string | null> & {
      person_id: number;
      occurred_at: Date;
      properties: Record<string, unknown>;
    }
  >`
    select t.person_id, t.occurred_at, t.event, t.type, t.channel, src.key as source, t.properties
    from touch t join source src on src.workspace_id = t.workspace_id and src.source_id = t.source_id
    where t.workspace_id = ${workspaceId}`.execute(db.owner);
  const fields = [...person, ...company].filter(({ key }) => !derived.has(key));
  const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));
  return {
    people: {
      columns: ['id', 'known since', 'source', ...fields.map(({ column }) => column)],
      rows: people.map((row) => [
        ...[String(row.person_id), new Date(row.created_at).toISOString(), row.source],
        ...fields.map(({ to, key }) => text((to === 'field' ? row.fields : row.company)?.[key])),
      ]),
    },
    touches: {
      columns: ['id', 'occurred_at', 'event', 'type', 'channel', 'source', 'properties'],
      rows: touches.map((row) => [
        ...[String(row.person_id), new Date(row.occurred_at).toISOString(), text(row.event), text(row.type)],
        ...[text(row.channel), text(row.source), JSON.stringify(row.properties)],
      ]),
    },
    mapping: ImportMapping.parse({
      columns: [
        { column: 'id', target: { to: 'identifier', kind: 'user_id' } },
        { column: 'known since', target: { to: 'occurred_at' } },
        { column: 'source', target: { to: 'source' } },
        ...fields.map(({ column, to, key }) => ({ column, target: { to, field: key } })),
      ],
    }),
    key: 'id',
  };
}
