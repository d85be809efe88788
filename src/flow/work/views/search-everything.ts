import { sql } from 'kysely';
import { ownerCondition } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import type { SearchAnswer } from '../contract.ts';
import { compileSearch } from '../search-sql.ts';
import { readSearch } from '../search-terms.ts';
import type { ListContext } from './list-context.ts';
import { listPeople } from './list-people.ts';
import { readRows } from './people-rows.ts';

const mostPeople = 8;
const mostCompanies = 5;
/** More people of a company than this are not counted one by one. */
const countedPeople = 1_000;

/** The few people and companies that a search most likely means: the best leads first, then interests. */
export async function searchEverything(tx: Tx, context: ListContext, q: string): Promise<SearchAnswer> {
  const search = { search: q, sort: { by: 'total', direction: 'desc' } as const };
  const leads = await listPeople(tx, context, { kind: 'lead', ...search, limit: mostPeople });
  const left = mostPeople - leads.rows.length;
  const interests =
    left === 0 ? [] : (await listPeople(tx, context, { kind: 'interest', ...search, limit: left })).rows;
  return {
    people: await readRows(tx, context, [...leads.rows, ...interests], []),
    companies: await searchCompanies(tx, context, q),
  };
}

/** Companies by name that somebody whom the viewer may see belongs to, those with the shortest name first. */
async function searchCompanies(tx: Tx, context: ListContext, q: string): Promise<SearchAnswer['companies']> {
  const terms = readSearch(q);
  if (terms.length === 0) return [];
  const { workspaceId, modelId, seen } = context;
  const { rows } = await sql<SearchAnswer['companies'][number]>`
    with named as (
      select c.company_id, c.name from company c
      where c.workspace_id = ${workspaceId} and ${compileSearch(terms, sql`(c.folded ->> 'name')`)}
      order by length(c.name), c.company_id limit 50
    )
    select n.company_id, n.name, seen.people
    from named n
    cross join lateral (
      select count(*) as people from (
        select from person p
        join standing s on s.workspace_id = ${workspaceId} and s.person_id = p.person_id and s.model_id = ${modelId}
        where p.workspace_id = ${workspaceId} and p.company_id = n.company_id and ${ownerCondition(seen, sql.ref('s.owner_id'))}
        limit ${countedPeople}
      ) counted
    ) seen
    where seen.people > 0
    order by length(n.name), n.company_id limit ${mostCompanies}`.execute(tx);
  return rows;
}
