import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Field } from './catalogue.ts';
import type { Comparison } from './comparison.ts';
import type { ColumnBinding, Expression, JsonbKeyBinding } from './compile-bindings.ts';

/** Whether a list has any, or all, of some texts. */
export function compileList(
  { how, texts }: Comparison & { kind: 'list' },
  source: JsonbKeyBinding | ColumnBinding,
  field: Field,
): RawBuilder<SqlBool> {
  const list = listOf(source, field);
  const test = sql`${list} ${how === 'all' ? sql`?&` : sql`?|`} ${texts}::text[]`;
  // An object has keys, and these operators would find them.
  return field.exact
    ? sql`coalesce(${test} and jsonb_typeof(${list}) <> 'object', false)`
    : sql`coalesce(${test}, false)`;
}

/** Whether there is anything in a list, or any value in an undeclared field. */
export function compileListKnown(source: JsonbKeyBinding | ColumnBinding, field: Field): RawBuilder<SqlBool> {
  const list = listOf(source, field);
  if (!field.exact) return sql`(${list} is not null)`;
  return sql`coalesce(jsonb_path_exists(${list}, '$[*] ? (@.type() == "string" && @ != "")'), false)`;
}

/** The jsonb that holds the texts, or a single text: null when there is none, except of an exact field. */
function listOf(source: JsonbKeyBinding | ColumnBinding, field: Field): Expression {
  if (source.kind === 'column')
    return field.exact ? source.expression : (source.folded ?? sql`plumb_list(${source.expression})`);
  const object = field.exact ? source.raw : source.folded;
  return object ? sql`(${object} -> ${source.key}::text)` : sql`plumb_list(${source.raw} -> ${source.key}::text)`;
}
