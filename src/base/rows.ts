import { type RawBuilder, sql } from 'kysely';

/** How a column of given rows travels: `long_text` and `jsonb` (anything JSON, written by us) as one run of bytes, the others as an array. */
export type ColumnKind = 'bigint' | 'int' | 'float8' | 'boolean' | 'uuid' | 'text' | 'long_text' | 'jsonb';

/**
 * Rows to write or to join with, as a `from` item with one column per entry of `columns`, in a statement whose text does not depend
 * on how many rows there are. Long texts and JSON go as bytes that the server cuts up again: nothing is escaped on the way and nothing
 * parsed twice, which is most of what arrays of texts and `json_to_recordset` cost. A `jsonb` given as text is taken for JSON already.
 */
export function givenRows<Row extends object>(
  rows: readonly Row[],
  columns: { [Name in keyof Row & string]?: ColumnKind },
): RawBuilder<unknown> {
  const arrays: { name: string; values: RawBuilder<unknown> }[] = [];
  const packs: RawBuilder<unknown>[] = [];
  const chosen = Object.entries(columns as Record<string, ColumnKind>).map(([name, kind]) => {
    const values = rows.map((row) => row[name as keyof Row] as unknown);
    if (kind !== 'long_text' && kind !== 'jsonb') {
      arrays.push({ name, values: sql`${values}::${sql.raw(kind)}[]` });
      return sql`u.${sql.id(name)}`;
    }
    const { bytes, starts, lengths } = packTexts(values.map(kind === 'jsonb' ? writeJson : writeText));
    const [pack, start, length] = [`${name}_bytes`, `${name}_start`, `${name}_length`];
    arrays.push({ name: start, values: sql`${starts}::int[]` }, { name: length, values: sql`${lengths}::int[]` });
    packs.push(sql`${bytes}::bytea as ${sql.id(pack)}`);
    const text = sql`convert_from(substr(b.${sql.id(pack)}, u.${sql.id(start)}, u.${sql.id(length)}), 'UTF8')`;
    return kind === 'jsonb' ? sql`${text}::jsonb as ${sql.id(name)}` : sql`${text} as ${sql.id(name)}`;
  });
  const unnested = sql`unnest(${sql.join(arrays.map((array) => array.values))}) as u (${sql.join(arrays.map(({ name }) => sql.id(name)))})`;
  if (packs.length === 0) return sql`(select ${sql.join(chosen)} from ${unnested})`;
  return sql`(select ${sql.join(chosen)} from ${unnested}, (select ${sql.join(packs)}) as b)`;
}

const writeText = (value: unknown) => (value === null || value === undefined ? null : String(value));

function writeJson(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Texts one after the other as UTF-8, with where each starts (from 1; null: no text) and how many bytes it has. */
function packTexts(texts: (string | null)[]): { bytes: Buffer; starts: (number | null)[]; lengths: (number | null)[] } {
  const bytes = Buffer.from(texts.join(''));
  const lengths = texts.map((text) => (text === null ? null : Buffer.byteLength(text)));
  let next = 1;
  const starts = lengths.map((length) => {
    if (length === null) return null;
    next += length;
    return next - length;
  });
  return { bytes, starts, lengths };
}
