import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Catalogue, Field } from './catalogue.ts';
import type { Comparison } from './comparison.ts';
import type { Bindings, ColumnBinding, FieldBinding, JsonbKeyBinding } from './compile-bindings.ts';
import { compileList, compileListKnown } from './compile-list.ts';
import { compileDays, compileInstants, compileNumber, compileNumberKnown, compileTimeKnown } from './compile-range.ts';
import { compileBoolean, compileBooleanKnown, compileText, compileTextKnown } from './compile-text.ts';
import type { Condition } from './format.ts';
import { type PreparedCondition, type PreparedGroup, type PreparedRule, prepareCondition } from './prepare.ts';
import { agedRange, countedRange, dayOf } from './time.ts';

type Bool = RawBuilder<SqlBool>;

/**
 * A condition as SQL, with bound values. True or false for every row, never null, and exactly when `evaluateCondition` says so of
 * what the bound expressions hold. `now` is in epoch milliseconds, calendar days are those of `timeZone`.
 */
export function compileCondition(
  condition: Condition,
  catalogue: Catalogue,
  bindings: Bindings,
  now: number,
  timeZone: string,
): RawBuilder<SqlBool> {
  return compilePrepared(prepareCondition(condition, catalogue, timeZone), bindings, now);
}

/** The same for a condition that was prepared once and is compiled often. */
export function compilePrepared(
  { root, timeZone }: Pick<PreparedCondition, 'root' | 'timeZone'>,
  bindings: Bindings,
  now: number,
): Bool {
  return compileGroup(root, bindings, now, timeZone);
}

function compileGroup({ all, not, members }: PreparedGroup, bindings: Bindings, now: number, timeZone: string): Bool {
  if (members.length === 0) return all !== not ? sql`true` : sql`false`;
  const parts = members.map((member) =>
    'members' in member ? compileGroup(member, bindings, now, timeZone) : compileRule(member, bindings, now, timeZone),
  );
  const joined: Bool = sql`(${sql.join(parts, all ? sql` and ` : sql` or `)})`;
  return not ? sql`not ${joined}` : joined;
}

function compileRule(
  { field, negated, comparison }: PreparedRule,
  bindings: Bindings,
  now: number,
  timeZone: string,
): Bool {
  if (!comparison) return negated ? sql`true` : sql`false`;
  const positive = compileComparison(comparison, field, bindings(field.name), now, timeZone);
  return negated ? sql`not (${positive})` : positive;
}

function compileComparison(
  comparison: Comparison,
  field: Field,
  binding: FieldBinding,
  now: number,
  timeZone: string,
): Bool {
  if (comparison.kind === 'count' || binding.kind === 'count') {
    if (comparison.kind !== 'count' || binding.kind !== 'count') {
      throw new Error(`${field.name}: a field of type ${field.type} cannot be bound as ${binding.kind}`);
    }
    const hits = binding.hits(countedRange(comparison.within_ms, now));
    return sql`coalesce(${hits}, 0) ${sql.raw(comparison.how)} ${comparison.count}::int8`;
  }
  const source = field.type === 'open' ? asJsonb(binding) : binding;
  switch (comparison.kind) {
    case 'text':
    case 'path':
      return compileText(comparison, source, field);
    case 'list':
      return compileList(comparison, source, field);
    case 'boolean':
      return compileBoolean(comparison.value, source);
    case 'number':
      return compileNumber(comparison, source);
    case 'days':
      return compileDays(comparison.range, source);
    case 'instants':
      return compileInstants(comparison.range, source);
    case 'age':
      return field.type === 'date'
        ? compileDays(agedRange(comparison, dayOf(now, timeZone)), source)
        : compileInstants(agedRange(comparison, now), source);
    case 'known':
      return compileKnown(field, source);
  }
}

/** An undeclared value may be read as text and as number, so a column that holds one is taken as the JSON of it. */
function asJsonb(binding: JsonbKeyBinding | ColumnBinding): JsonbKeyBinding {
  if (binding.kind === 'jsonb_key') return binding;
  return {
    kind: 'jsonb_key',
    raw: sql`jsonb_build_object('value', ${binding.expression})`,
    key: 'value',
    nullable: false,
  };
}

function compileKnown(field: Field, source: JsonbKeyBinding | ColumnBinding): Bool {
  switch (field.type) {
    case 'number':
      return compileNumberKnown(source);
    case 'boolean':
      return compileBooleanKnown(source);
    case 'date':
    case 'instant':
      return compileTimeKnown(field.type, source);
    case 'list':
    case 'open':
      return compileListKnown(source, field);
    default:
      return compileTextKnown(source, field);
  }
}
