import { sql } from 'kysely';
import { ownerCondition } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { findField } from '../../../conditions/catalogue.ts';
import { fold } from '../../../conditions/fold.ts';
import { columnValue } from '../list-bindings.ts';
import { escapeLike } from '../search-sql.ts';
import type { ListContext } from './list-context.ts';
import { standingScope } from './narrowings.ts';
import { joinOthers } from './people-sql.ts';

/** How many of the people last heard of are looked at: enough for what is common, and quick whatever the field. */
const sample = 3_000;
const most = 20;

/**
 * Values of a field among people whom the viewer may see and who were heard of last, commonest first, that begin with `q` or,
 * after those, contain it. Throws `invalid_input` for a field that has no values to suggest.
 */
export async function listFieldValues(
  tx: Tx,
  context: ListContext,
  { field: name, q }: { field: string; q: string },
): Promise<string[]> {
  const field = findField(context.catalogue, name);
  if (!field || field.type === 'count') {
    const message = `Expected a field with values, found "${name}"`;
    throw new AppError('invalid_input', message, { errors: [{ path: ['query', 'field'], message }] });
  }
  const text = escapeLike(fold(q).trim());
  const { rows } = await sql<{ value: string }>`
    select v.value
    from (${lastHeardOf(context, 'lead')} union all ${lastHeardOf(context, 'interest')}) s
    ${joinOthers(context, 's', new Set(['p', 'l']))}
    cross join lateral (
      select item #>> '{}' as value
      from jsonb_array_elements(case jsonb_typeof(${columnValue(context, field)}) when 'array' then ${columnValue(context, field)}
        else jsonb_build_array(${columnValue(context, field)}) end) as item
    ) v
    where v.value <> '' and plumb_fold(v.value) like ${`%${text}%`}
    group by v.value
    order by plumb_fold(v.value) like ${`${text}%`} desc, count(*) desc, v.value
    limit ${most}`.execute(tx);
  return rows.map((row) => row.value);
}

function lastHeardOf(context: ListContext, kind: 'lead' | 'interest') {
  return sql`(
    select s.* from standing s
    where ${standingScope(context, kind)} and ${ownerCondition(context.seen, sql.ref('s.owner_id'))}
    order by s.last_touch_at desc, s.person_id desc limit ${sample / 2})`;
}
