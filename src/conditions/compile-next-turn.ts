import { sql } from 'kysely';
import type { Bindings, Expression, FieldBinding } from './compile-bindings.ts';
import { instant, timeOf } from './compile-range.ts';
import type { PreparedCondition, PreparedGroup, PreparedRule } from './prepare.ts';

/**
 * `nextTurn` as SQL: the next instant (timestamptz) after `now` at which time alone may turn a rule of this condition, or null.
 * Undefined when none of its rules depends on time. Count fields must be bound with `earliest`.
 */
export function compileNextTurn(
  { root, timeZone }: PreparedCondition,
  bindings: Bindings,
  now: number,
): Expression | undefined {
  const turns = [...turnsOf(root, bindings, now, timeZone)];
  return turns.length === 0 ? undefined : sql`least(${sql.join(turns)})`;
}

function* turnsOf(
  node: PreparedGroup | PreparedRule,
  bindings: Bindings,
  now: number,
  timeZone: string,
): Generator<Expression> {
  if ('members' in node) {
    for (const member of node.members) yield* turnsOf(member, bindings, now, timeZone);
    return;
  }
  const { field, comparison } = node;
  if (comparison?.kind === 'age') {
    const ends = comparison.to === null ? [comparison.from] : [comparison.from, comparison.to];
    for (const end of ends) yield later(ageReached(end, field.type, bindings(field.name), timeZone), now);
  } else if (comparison?.kind === 'count') {
    const binding = bindings(field.name);
    if (binding.kind !== 'count' || !binding.earliest) {
      throw new Error(`${field.name}: expected a count binding with the earliest touch of a range`);
    }
    // The next to come, and the oldest still inside the window.
    yield binding.earliest({ from: now + 1, to: null });
    if (comparison.within_ms !== null) {
      const oldest = binding.earliest({ from: now - comparison.within_ms + 1, to: null });
      yield sql`${oldest} + ${comparison.within_ms}::float8 * interval '1 millisecond'`;
    }
  }
}

/** The instant at which the stored date or instant is that old: in days of the calendar, or in milliseconds. */
function ageReached(age: number, type: string, binding: FieldBinding, timeZone: string): Expression {
  if (binding.kind === 'count') throw new Error('A date or an instant cannot be bound as count');
  if (type === 'instant') {
    return sql`date_trunc('milliseconds', ${timeOf('instant', binding)}) + ${age}::float8 * interval '1 millisecond'`;
  }
  const midnight = sql`(${timeOf('date', binding)} + ${age}::int4)::timestamp`;
  // Where a clock change makes midnight come twice the day begins with the first, which is an hour after 23:00.
  return sql`least(${midnight} at time zone ${timeZone}::text,
    (${midnight} - interval '1 hour') at time zone ${timeZone}::text + interval '1 hour')`;
}

function later(at: Expression, now: number): Expression {
  return sql`case when ${at} > ${instant(now)} then ${at} end`;
}
