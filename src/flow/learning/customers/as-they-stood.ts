import { type RawBuilder, sql } from 'kysely';
import { theseIds, type Whom } from '../../scoring/index.ts';

/** A customer with the instant of their first win (epoch ms). */
export type Win = { person_id: number; won_at: number };

/** Customers as a common table expression `customer (person_id, won_at)`, in epoch ms. */
export function customerTable(customers: readonly Win[]): RawBuilder<unknown> {
  return sql`customer as materialized (
    select * from unnest(${customers.map((each) => each.person_id)}::bigint[], ${customers.map((each) => each.won_at)}::float8[])
      as customer (person_id, won_at))`;
}

/** Whom to read: everybody compared, and who of them is a customer. `leaveOut` stands on neither side. */
export type Read = { whom: Whom; customers: readonly Win[]; leaveOut: readonly number[] };

/** The customers alone, with nobody beside them. */
export function onlyCustomers(customers: readonly Win[]): Read {
  return { whom: theseIds(customers.map((each) => each.person_id)), customers, leaveOut: [] };
}

const ms = (instant: RawBuilder<unknown>) => sql`(extract(epoch from ${instant}) * 1000)::float8`;
const foldedJson = (value: RawBuilder<unknown>) =>
  sql`case jsonb_typeof(${value}) when 'array' then plumb_list(${value}) else to_jsonb(plumb_text(${value})) end`;

/**
 * Everybody with what is known of them, as common table expressions of which the last is `p`, with the columns that `personBinding` reads
 * and `is_customer`: of customers what was known when they won (said by then, the winning touch included), since what is learnt of a
 * customer afterwards foretells nothing; of all others what is known now. A value said again after the win counts as it was said before.
 * Only these `fields` are taken back, and which company somebody belongs to: who went to another one after the win stands with the one
 * before, who was led to one only then, with none.
 */
export function asTheyStood(
  workspaceId: number,
  { whom, customers, leaveOut }: Read,
  fields: readonly { name: string }[],
): RawBuilder<unknown> {
  const keysOf = (scope: string) =>
    fields.flatMap(({ name }) => (name.startsWith(scope) ? [name.slice(scope.length)] : []));
  return sql`${customerTable(customers)},
  late as materialized (
    select c.person_id, o.key from customer c
    join person p on p.workspace_id = ${workspaceId} and p.person_id = c.person_id
    cross join lateral jsonb_each(p.field_origin) as o
    where (o.value ->> 0)::float8 > c.won_at and o.key = any(${[...keysOf('person.'), 'company_id']}::text[])
  ), said as (
    select distinct on (l.person_id, l.key) l.person_id, l.key, t.fields -> l.key as value
    from customer c
    cross join lateral (
      -- Customer by customer ("offset" keeps it so): they are few, and all touches of everybody many.
      select t.fields, t.occurred_at, t.key from touch t
      where t.workspace_id = ${workspaceId} and t.person_id = c.person_id and t.fields is not null and ${ms(sql`t.occurred_at`)} <= c.won_at
      offset 0
    ) as t
    join late l on l.person_id = c.person_id and t.fields ? l.key
    order by l.person_id, l.key, t.occurred_at desc, t.key desc
  ), own as (${saidInstead('late', 'said')}), belonged as materialized (
    select c.person_id, c.won_at, p.company_id as company_now,
      case when 'company_id' = any(o.late) then (o.fields ->> 'company_id')::bigint else p.company_id end as company_id
    from customer c
    join person p on p.workspace_id = ${workspaceId} and p.person_id = c.person_id
    left join own o on o.person_id = c.person_id
  ), moved as materialized (
    select b.person_id, coalesce(f.fields, '{}') as fields, coalesce(f.folded, '{}') as folded from belonged b
    left join company f on f.workspace_id = ${workspaceId} and f.company_id = b.company_id
    where b.company_id is distinct from b.company_now
  ), company_late as materialized (
    select b.person_id, b.won_at, b.company_id, o.key from belonged b
    join company f on f.workspace_id = ${workspaceId} and f.company_id = b.company_id
    cross join lateral jsonb_each(f.field_origin) as o
    where (o.value ->> 0)::float8 > b.won_at and o.key = any(${keysOf('company.')}::text[])
  ), company_said as (
    select distinct on (l.person_id, l.key) l.person_id, l.key, s.fields -> l.key as value
    from company_late l join company_saying s on s.workspace_id = ${workspaceId} and s.company_id = l.company_id
    where s.fields ? l.key and ${ms(sql`s.occurred_at`)} <= l.won_at
    order by l.person_id, l.key, s.occurred_at desc, s.key desc
  ), theirs as (${saidInstead('company_late', 'company_said')}), p as materialized (
    select p.person_id, c.person_id is not null as is_customer, p.first_source_key,
      case when o.late is null then p.fields else (p.fields - o.late) || o.fields end as fields,
      case when o.late is null then p.folded else (p.folded - o.late) || o.folded end as folded,
      case when t.late is null then p.company else (p.company - t.late) || t.fields end as company,
      case when t.late is null then p.company_folded else (p.company_folded - t.late) || t.folded end as company_folded
    from (
      select p.person_id, p.fields, p.folded, coalesce(m.fields, p.company) as company, coalesce(m.folded, p.company_folded) as company_folded,
        src.key as first_source_key
      from person p
      left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
      left join moved m on m.person_id = p.person_id
      where p.workspace_id = ${workspaceId} and p.merged_into is null and ${whom(sql.ref('p.person_id'))}
        and p.person_id <> all(${leaveOut}::bigint[])
    ) as p
    left join customer c on c.person_id = p.person_id
    left join own o on o.person_id = p.person_id
    left join theirs t on t.person_id = p.person_id
  )`;
}

/** Of each customer the `late` keys, and instead of their values those that `said` has, where it has one. */
function saidInstead(late: string, said: string): RawBuilder<unknown> {
  return sql`
    select l.person_id, array_agg(l.key) as late,
      coalesce(jsonb_object_agg(l.key, s.value) filter (where s.value <> 'null'), '{}') as fields,
      coalesce(jsonb_object_agg(l.key, s.folded) filter (where s.folded <> 'null'), '{}') as folded
    from ${sql.table(late)} l
    left join (select s.*, ${foldedJson(sql`s.value`)} as folded from ${sql.table(said)} s offset 0) as s
      on s.person_id = l.person_id and s.key = l.key
    group by l.person_id`;
}
