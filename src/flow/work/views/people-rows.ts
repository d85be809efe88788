import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { type Field, findField } from '../../../conditions/catalogue.ts';
import type { LeadRow, Temperature } from '../contract.ts';
import { columnValue } from '../list-bindings.ts';
import { readTemperatures } from '../temperature/queries.ts';
import type { ListContext } from './list-context.ts';

type Row = Omit<
  LeadRow,
  'temperature' | 'kind' | 'owner' | 'source' | 'first_touch_at' | 'last_touch_at' | 'opened_at'
> & {
  owner_id: string | null;
  source_id: number | null;
  first_touch_at: Date;
  last_touch_at: Date;
  opened_at: Date | null;
};

/** The fields that these columns show, in order. Throws `invalid_input` for one that lists do not have. */
export function readColumns({ catalogue }: ListContext, names: readonly string[]): Field[] {
  return names.map((name, i) => {
    const field = findField(catalogue, name);
    if (field && field.type !== 'count') return field;
    const message = `Expected a field that can be a column, found "${name}"`;
    throw new AppError('invalid_input', message, { errors: [{ path: ['body', 'columns', i], message }] });
  });
}

/** The rows of these people, in the order of the ids. `columns` are added by name. */
export async function readRows(
  tx: Tx,
  context: ListContext,
  personIds: readonly number[],
  columns: readonly Field[],
): Promise<LeadRow[]> {
  if (personIds.length === 0) return [];
  const { workspaceId, modelId } = context;
  const pairs = columns.map((field) => sql`${field.name}::text, ${columnValue(context, field)}`);
  const { rows } = await sql<Row>`
    select s.person_id, s.open_lead_id as lead_id, s.total, s.fit, s.engagement, s.band, s.cell, s.owner_id,
      s.first_touch_at, s.last_touch_at, l.stage, l.source_id, l.opened_at, p.company_id,
      p.fields ->> 'full_name' as full_name, p.fields ->> 'email' as email, p.fields ->> 'title' as title,
      coalesce(p.company ->> 'name', p.fields ->> 'company_name') as company_name,
      jsonb_build_object(${sql.join(pairs)}) as columns
    from unnest(${[...personIds]}::bigint[]) with ordinality as wanted (person_id, place)
    join standing s on s.workspace_id = ${workspaceId} and s.person_id = wanted.person_id and s.model_id = ${modelId}
    join person p on p.workspace_id = ${workspaceId} and p.person_id = wanted.person_id
    left join lead l on l.workspace_id = ${workspaceId} and l.person_id = wanted.person_id and l.lead_id = s.open_lead_id
    order by wanted.place`.execute(tx);
  const temperatures = await readTemperatures(tx, context, rows);
  return rows.map(({ owner_id, source_id, first_touch_at, last_touch_at, opened_at, ...row }, i) => ({
    ...row,
    temperature: temperatures[i] as Temperature,
    kind: row.lead_id === null ? 'interest' : 'lead',
    owner: nameUser(context, owner_id),
    source: source_id === null ? null : (context.sources.get(source_id) ?? null),
    first_touch_at: first_touch_at.toISOString(),
    last_touch_at: last_touch_at.toISOString(),
    opened_at: opened_at?.toISOString() ?? null,
  }));
}

/** A user by name; one who is not known here any more by id. */
export function nameUser({ users }: Pick<ListContext, 'users'>, id: string | null) {
  return id === null ? null : (users.get(id) ?? { id, name: id });
}
