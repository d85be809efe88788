import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ListContext } from './list-context.ts';
import { type Narrowing, standingScope } from './narrowings.ts';
import { joinParts, type Part, type PeopleFilter, readsOnly } from './people-filter.ts';
import { inStretch, orderBy, type PeopleOrder, type Place, valueUnindexed } from './people-order.ts';

type Bool = RawBuilder<SqlBool>;
type Table = 'p' | 's' | 'l';
export type Found = { person_id: number; value: string | null };

/** One stretch of a sorted list: those with a sort value, or those without; after `place` where one is given. */
export type Stretch = { order: PeopleOrder; known: 'known' | 'missing'; place: Place | undefined };

/**
 * Meets people one by one along the index of the order, at most `bound` of them, and keeps those that the filter holds for, at
 * most `limit`.
 */
export function walkSql(
  context: ListContext,
  filter: PeopleFilter,
  stretch: Stretch,
  { bound, limit }: { bound: number; limit: number },
): RawBuilder<Found> {
  const { table } = stretch.order;
  const outer = filter.parts.filter((part) => !isInIndex(stretch.order, part));
  const tables = tablesOf(outer, table === 's' ? [] : ['s']);
  return sql`
    select ${personIdOf(table)} as person_id, ${sql.ref(`${table}.sorted_by`)}::text as value
    from (${alongIndex(context, filter, stretch, bound)} limit ${bound}) ${sql.ref(table)}
    ${joinOneByOne(context, table, tables)}
    where ${joinParts(outer)} and ${table === 's' ? sql`true` : kindOf(filter)}
    order by ${orderBy(stretch.order, sql.ref(`${table}.sorted_by`), personIdOf(table))} limit ${limit}`;
}

/** The place of the last one that `walkSql` with the same bound would meet; no row when there are fewer. */
export function edgeSql(
  context: ListContext,
  filter: PeopleFilter,
  stretch: Stretch,
  bound: number,
): RawBuilder<Found> {
  return sql`
    select met.person_id, met.sorted_by::text as value
    from (${alongIndex(context, filter, stretch, bound)} offset ${bound - 1} limit 1) met`;
}

/**
 * Takes the people that a narrowing yields, unless they are more than `bound`, and sorts those of them that the filter holds for.
 * Always gives a row: `met` says how many there were; `person_id` is null where none is left.
 */
export function narrowSql(
  context: ListContext,
  filter: PeopleFilter,
  { order, known, place }: Stretch,
  { people, tested }: Narrowing,
  { bound, limit }: { bound: number; limit: number },
): RawBuilder<{ met: number; person_id: number | null; value: string | null }> {
  const parts = filter.parts.filter((part) => !readsOnly(part, tested));
  const tables = tablesOf(parts, [order.table]);
  return sql`
    with narrowed as materialized (${people} limit ${bound + 1}), size as (select count(*)::int as met from narrowed)
    select size.met, r.person_id, r.value
    from size left join lateral (
      select s.person_id, ${order.value}::text as value
      from narrowed n
      join standing s on ${standingScope(context, filter.kind)} and s.person_id = n.person_id
      ${joinOthers(context, 's', tables)}
      where size.met <= ${bound} and ${joinParts(parts)} and ${inStretch(order, known, place, sql.ref('s.person_id'))}
      order by ${orderBy(order, order.value, sql.ref('s.person_id'))} limit ${limit}
    ) r on true`;
}

/** Everybody the filter holds for, in order. Reads all there is: right for few people, and where nothing else helps. */
export function allSql(
  context: ListContext,
  filter: PeopleFilter,
  { order, known, place }: Stretch,
): RawBuilder<Found> {
  const id = sql.ref('s.person_id');
  return sql`
    select s.person_id, ${order.value}::text as value
    from standing s ${joinOthers(context, 's', tablesOf(filter.parts, [order.table]))}
    where ${standingScope(context, filter.kind)} and ${joinParts(filter.parts)} and ${inStretch(order, known, place, id)}
    order by ${orderBy(order, valueUnindexed(order), id)}`;
}

/** Everybody the filter holds for, in no order: `from … where …`, for counting. */
export function fromWhere(context: ListContext, filter: PeopleFilter): RawBuilder<unknown> {
  return sql`
    from standing s ${joinOthers(context, 's', tablesOf(filter.parts, []))}
    where ${standingScope(context, filter.kind)} and ${joinParts(filter.parts)}`;
}

/** Joins the tables that are asked for besides the one at hand. */
export function joinOthers({ workspaceId, modelId }: ListContext, from: Table, tables: ReadonlySet<Table>) {
  const id = personIdOf(from);
  const joins = {
    s: sql`join standing s on s.workspace_id = ${workspaceId} and s.person_id = ${id} and s.model_id = ${modelId}`,
    p: sql`join person p on p.workspace_id = ${workspaceId} and p.person_id = ${id}`,
    l: sql`left join lead l on l.workspace_id = ${workspaceId} and l.person_id = ${id} and l.lead_id = s.open_lead_id`,
  };
  return joinSql(othersOf(from, tables).map((table) => joins[table]));
}

/**
 * The same for a walk: each person's rows are looked up when that person is met, and only then tested. The fences keep the
 * planner from looking for matches first, which is what a walk is the alternative to.
 */
function joinOneByOne({ workspaceId, modelId }: ListContext, from: Table, tables: ReadonlySet<Table>) {
  const id = personIdOf(from);
  const joins = {
    s: sql`cross join lateral (
      select s.* from standing s
      where s.workspace_id = ${workspaceId} and s.person_id = ${id} and s.model_id = ${modelId} offset 0) s`,
    p: sql`cross join lateral (
      select ${columns.p} from person p where p.workspace_id = ${workspaceId} and p.person_id = ${id} offset 0) p`,
    l: sql`left join lateral (
      select l.* from lead l
      where l.workspace_id = ${workspaceId} and l.person_id = ${id} and l.lead_id = s.open_lead_id offset 0) l on true`,
  };
  return joinSql(othersOf(from, tables).map((table) => joins[table]));
}

function othersOf(from: Table, tables: ReadonlySet<Table>): Table[] {
  return (['s', 'p', 'l'] as const).filter((table) => table !== from && tables.has(table));
}

function joinSql(parts: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`${sql.join(parts, sql` `)}`;
}

/** The tables that these parts read, and those named. A lead is found through the standing that points to it. */
export function tablesOf(parts: readonly Part[], more: readonly Table[]): Set<Table> {
  const tables = new Set([...more, ...parts.flatMap((part) => [...part.tables])]);
  return tables.has('l') ? tables.add('s') : tables;
}

function isInIndex(order: PeopleOrder, part: Part): boolean {
  return order.table === 's' && part.fields.length > 0 && part.fields.every((field) => order.inIndex.includes(field));
}

/** A stretch in order, each with its sort value as `sorted_by`; how much of it, at most `reach`, the caller says. */
function alongIndex(
  context: ListContext,
  { kind, parts }: PeopleFilter,
  { order, known, place }: Stretch,
  reach: number,
): RawBuilder<unknown> {
  const { table } = order;
  const id = personIdOf(table);
  const inner = parts.filter((part) => isInIndex(order, part));
  const from = (scope: Bool) => sql`
    select ${columns[table]}, ${order.value} as sorted_by from ${tableNames[table]}
    where ${scope} and ${joinParts(inner)} and ${inStretch(order, known, place, id)}
    order by ${orderBy(order, order.value, id)}`;
  if (table === 'p') return from(livePerson(context));
  if (table === 'l') return from(openLead(context));
  if (kind !== 'all') return from(standingScope(context, kind));
  // Leads and interests have indexes of their own: the first of either, merged.
  const [leads, interests] = [standingScope(context, 'lead'), standingScope(context, 'interest')].map(from);
  return sql`
    select * from ((${leads} limit ${reach}) union all (${interests} limit ${reach})) s
    order by ${orderBy(order, sql.ref('s.sorted_by'), id)}`;
}

const tableNames = { s: sql`standing s`, p: sql`person p`, l: sql`lead l` };
const columns = {
  s: sql`s.*`,
  p: sql`p.person_id, p.fields, p.folded, p.company, p.company_folded, p.search, p.first_source_id`,
  l: sql`l.*`,
};

function livePerson({ workspaceId }: ListContext): Bool {
  return sql`p.workspace_id = ${workspaceId} and p.merged_into is null`;
}

function openLead({ workspaceId }: ListContext): Bool {
  return sql`l.workspace_id = ${workspaceId} and l.pipeline = 'main' and l.closed_at is null`;
}

function kindOf({ kind }: PeopleFilter): Bool {
  if (kind === 'all') return sql`true`;
  return kind === 'lead' ? sql`s.open_lead_id is not null` : sql`s.open_lead_id is null`;
}

function personIdOf(table: Table): RawBuilder<unknown> {
  return sql.ref(`${table}.person_id`);
}
