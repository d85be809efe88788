import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../../base/errors.ts';
import { decodeCursor, encodeCursor } from '../../../base/pages.ts';
import { findField } from '../../../conditions/catalogue.ts';
import type { LeadSort } from '../contract.ts';
import { listBindings, tableOf } from '../list-bindings.ts';
import { temperatureField } from '../temperature/compile-temperature.ts';
import type { ListContext } from './list-context.ts';

type Expression = RawBuilder<unknown>;
type Table = 'p' | 's' | 'l';

/** What a list is sorted by. */
export type PeopleOrder = {
  sort: LeadSort;
  /** The sorted value, and the SQL type that its text is cast back to. */
  value: Expression;
  type: 'int4' | 'int8' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'text';
  table: Table;
  nullable: boolean;
  /**
   * How the first people in this order are found: along an index that has it (`index`; `lead_index` for leads alone), sorting
   * what an index holds of everybody (`covered`), or only by reading everybody.
   */
  found: 'index' | 'lead_index' | 'covered' | 'all';
  /** Fields whose tests the index itself can make. */
  inIndex: readonly string[];
};

/** A place in a sorted list: after the person with this value. People without a value come last. */
export type Place = { value: string | null; person_id: number };

/** How the last page was found, and so how the next one is best looked for. */
export const ways = ['walk', 'narrow', 'all'] as const;
export type Way = (typeof ways)[number];

type Known = Omit<PeopleOrder, 'sort' | 'value' | 'inIndex'> & { value: string; inIndex?: readonly string[] };

const standing = { table: 's', nullable: false, found: 'index' } as const;
const orders: Record<string, Known> = {
  total: { ...standing, value: 's.total', type: 'int4', inIndex: ['score.total', 'score.band'] },
  fit: { ...standing, value: 's.fit', type: 'int4', nullable: true, found: 'lead_index', inIndex: ['score.fit'] },
  engagement: {
    ...standing,
    value: 's.engagement',
    type: 'int4',
    nullable: true,
    found: 'lead_index',
    inIndex: ['score.engagement'],
  },
  last_touch_at: { ...standing, value: 's.last_touch_at', type: 'timestamptz', inIndex: ['last_touch_at'] },
  first_touch_at: { ...standing, value: 's.first_touch_at', type: 'timestamptz', found: 'covered' },
  opened_at: { value: 'l.opened_at', type: 'timestamptz', table: 'l', nullable: true, found: 'index' },
  full_name: { value: "p.folded ->> 'full_name'", type: 'text', table: 'p', nullable: true, found: 'index' },
  company_name: {
    value: "coalesce(p.company_folded ->> 'name', p.folded ->> 'company_name')",
    type: 'text',
    table: 'p',
    nullable: true,
    found: 'index',
  },
};

/** Names under which the catalogue knows what has an order of its own. */
const sameAs: Record<string, string> = {
  'score.total': 'total',
  'score.fit': 'fit',
  'score.engagement': 'engagement',
  'lead.opened_at': 'opened_at',
  'person.full_name': 'full_name',
  'person.company_name': 'company_name',
};

/** What to sort by. Throws `invalid_input` for a field that is not in the catalogue or cannot be sorted by. */
export function readOrder(context: ListContext, sort: LeadSort): PeopleOrder {
  const known = orders[sameAs[sort.by] ?? sort.by];
  if (known) return { sort, ...known, value: sql.raw(`(${known.value})`), inIndex: known.inIndex ?? [] };
  const field = findField(context.catalogue, sort.by);
  if (!field || field.type === 'count') {
    const message = `Expected one of ${Object.keys(orders).join(', ')} or a field of the catalogue, found "${sort.by}"`;
    throw new AppError('invalid_input', message, { errors: [{ path: ['body', 'sort', 'by'], message }] });
  }
  const order = { sort, table: tableOf(field.name), nullable: true, found: 'all' as const, inIndex: [] };
  const binding = listBindings(context)(field.name);
  if (binding.kind === 'column') {
    const { expression } = binding;
    if (field.name === temperatureField) {
      return {
        ...order,
        value: sql`array_position(${[...context.cooling.bands]}::text[], ${expression})`,
        type: 'int4',
      };
    }
    const types = { number: 'int4', instant: 'timestamptz', boolean: 'boolean' } as const;
    const type = field.type in types ? types[field.type as keyof typeof types] : 'text';
    return { ...order, value: field.type === 'list' ? sql`(${expression} ->> 0)` : expression, type };
  }
  if (binding.kind === 'count') throw new AppError('internal', `${field.name}: a count has no value to sort by`);
  const stored = sql`${binding.raw} -> ${binding.key}::text`;
  switch (field.type) {
    case 'number':
      return { ...order, value: sql`plumb_number(${stored})`, type: 'numeric' };
    case 'date':
      return { ...order, value: sql`plumb_date(${stored})`, type: 'date' };
    case 'instant':
      return { ...order, value: sql`plumb_instant(${stored})`, type: 'timestamptz' };
    default:
      return { ...order, value: sql`${binding.folded} ->> ${binding.key}::text`, type: 'text' };
  }
}

const cursorSchema = z.tuple([z.string(), z.enum(['asc', 'desc']), z.string().nullable(), z.int(), z.enum(ways)]);

/** The cursor that leads on from a place in this order, and the way to go on. */
export function writePlace({ sort }: PeopleOrder, { value, person_id }: Place, way: Way): string {
  return encodeCursor([sort.by, sort.direction, value, person_id, way]);
}

/** The place a cursor leads on from. Throws `invalid_input` for a cursor of another order. */
export function readPlace({ sort }: PeopleOrder, cursor: string): { place: Place; way: Way } {
  const schema = cursorSchema.refine(([by, direction]) => by === sort.by && direction === sort.direction);
  const [, , value, person_id, way] = decodeCursor(cursor, schema);
  return { place: { value, person_id }, way };
}

/** The value, written so that no index has this order: for when everybody is read and walking an index would be a trap. */
export function valueUnindexed({ value, type }: PeopleOrder): Expression {
  switch (type) {
    case 'text':
      return sql`(${value} || '')`;
    case 'timestamptz':
      return sql`(${value} + interval '0')`;
    case 'boolean':
      return sql`(${value} is true)`;
    default:
      return sql`(${value} + 0)`;
  }
}

/** `order by` a value and then the id, in the sort's direction. Those without a value stand by id alone. */
export function orderBy({ sort }: PeopleOrder, value: Expression, personId: Expression): Expression {
  const direction = sql.raw(sort.direction);
  return sql`${value} ${direction}, ${personId} ${direction}`;
}

/**
 * The rows of one stretch of the list: those who have the value (`known`), then those who have none, and after `place`
 * where one is given. Never null.
 */
export function inStretch(
  order: PeopleOrder,
  stretch: 'known' | 'missing',
  place: Place | undefined,
  personId: Expression,
) {
  const { value, type, nullable, sort } = order;
  const beyond = sql.raw(sort.direction === 'asc' ? '>' : '<');
  const tests: Expression[] = [];
  if (nullable) tests.push(sql`${value} is ${sql.raw(stretch === 'known' ? 'not null' : 'null')}`);
  if (place) {
    tests.push(
      stretch === 'missing'
        ? sql`${personId} ${beyond} ${place.person_id}::int8`
        : sql`(${value}, ${personId}) ${beyond} (${place.value}::text::${sql.raw(type)}, ${place.person_id}::int8)`,
    );
  }
  return tests.length === 0 ? sql`true` : sql`${sql.join(tests, sql` and `)}`;
}
