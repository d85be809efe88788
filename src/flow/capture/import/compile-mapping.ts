import type { Arrival, FieldValue } from '../arrival.ts';
import { cleanText } from '../flat-properties.ts';
import { addPageAddress } from '../page-properties.ts';
import { claim, completeName, type Said, sayField } from '../said.ts';
import type { FieldTypes } from '../typed-values.ts';
import type { ImportMapping, ImportTarget, RejectReason } from './contract.ts';
import { type CellProblem, isProblem, makeCellReader } from './read-cell.ts';

/** What a mapping is read against. Instants are epoch milliseconds. */
export type MappingContext = {
  /** The file's columns, in order. */
  columns: readonly string[];
  /** The source of rows that name none. */
  source: { source_id: number; channel: string };
  /** All sources that a row may name, by key or name. */
  sources: readonly { source_id: number; key: string; name: string; channel: string }[];
  time_zone: string;
  /** Of what types the workspace's own fields are; without them cells are read as the mapping says. */
  field_types?: FieldTypes | undefined;
};

/** A row read: an arrival, or why not. `filled` counts per column how often it had a value, over all rows read. */
export type ReadRow = { kind: 'read'; arrival: Arrival } | { kind: 'reject'; reason: RejectReason; detail: string };
export type RowReader = { read(cells: readonly string[], receivedAt: number): ReadRow; filled: Map<string, number> };

/** A row on its way to an arrival. */
type Draft = {
  said: Said;
  properties: Record<string, unknown>;
  occurred_at: number | undefined;
  source: { source_id: number; channel: string };
};
type Put = (draft: Draft, value: FieldValue) => CellProblem | undefined;

/**
 * Makes the reader of a file's rows. Its arrivals keep the whole row as raw, by column, cells without a value left out. The
 * key of a row is its source and its cells, so that the same row again is the same touch.
 */
export function compileMapping(mapping: ImportMapping, context: MappingContext): RowReader {
  const timeZone = mapping.time_zone ?? context.time_zone;
  const places = new Map(context.columns.map((name, index) => [name, index]));
  const filled = new Map<string, number>();
  const columns = mapping.columns.flatMap((column, at) => {
    const index = places.get(column.column);
    if (index === undefined || column.target.to === 'ignore') return [];
    const read = makeCellReader({ ...column, name: column.column }, mapping, timeZone, context.field_types);
    // A column that goes to two places is counted once.
    const counted =
      mapping.columns.findIndex((other) => other.column === column.column && other.target.to !== 'ignore') === at;
    return [{ index, name: column.column, counted, read, put: makePut(column.target, context) }];
  });
  const constants = mapping.constants.map(({ target, value, type }) => {
    const name = `constant ${target.to}`;
    return {
      cell: makeCellReader({ target, name, ...(type ? { type } : {}) }, mapping, timeZone, context.field_types)(value),
      put: makePut(target, context),
    };
  });
  const rawNames = context.columns.map((name) => `${JSON.stringify(name)}:`);

  function read(cells: readonly string[], receivedAt: number): ReadRow {
    const draft: Draft = {
      said: { claims: {}, fields: {}, company: {} },
      properties: {},
      occurred_at: undefined,
      source: context.source,
    };
    for (const { cell, put } of constants) {
      const problem = cell === undefined ? undefined : putCell(draft, cell, put);
      if (problem) return problem;
    }
    for (const { index, name, counted, read: readCell, put } of columns) {
      const cell = readCell(cells[index] ?? '');
      if (cell === undefined) continue;
      const problem = putCell(draft, cell, put);
      if (problem) return problem;
      if (counted) filled.set(name, (filled.get(name) ?? 0) + 1);
    }
    return finish(draft, cells, receivedAt);
  }

  function finish(
    { said, properties, occurred_at, source }: Draft,
    cells: readonly string[],
    receivedAt: number,
  ): ReadRow {
    completeName(said);
    if (isEmpty(said.claims) && isEmpty(said.fields) && isEmpty(said.company)) {
      return {
        kind: 'reject',
        reason: 'nobody',
        detail: 'expected an identifier, or a field of a person or company, that has a value',
      };
    }
    if (typeof properties.url === 'string') addPageAddress(properties, properties.url);
    return {
      kind: 'read',
      arrival: {
        idempotency_key: `row:${source.source_id}:${cells.join('\u001f')}`,
        source_id: source.source_id,
        channel: source.channel,
        type: 'row',
        event: mapping.event,
        occurred_at: occurred_at ?? receivedAt,
        received_at: receivedAt,
        claims: said.claims,
        properties,
        fields: isEmpty(said.fields) ? null : said.fields,
        company: isEmpty(said.company) ? null : said.company,
        raw: writeRaw(rawNames, cells),
      },
    };
  }

  return { read, filled };
}

function putCell(draft: Draft, cell: FieldValue | CellProblem, put: Put): ReadRow | undefined {
  const problem = isProblem(cell) ? cell : put(draft, cell);
  return problem && { kind: 'reject', ...problem };
}

function makePut(target: ImportTarget, { sources }: MappingContext): Put {
  switch (target.to) {
    case 'field':
    case 'new_field': {
      const { field } = target;
      if (field === 'email' || field === 'phone') return ({ said }, value) => void claim(said, field, value);
      // Where two columns give one field, the first with a value does.
      return ({ said }, value) => void (said.fields[field] === undefined && sayField(said, field, value));
    }
    case 'company_field':
      return ({ said }, value) => {
        said.company[target.field] = value;
        if (target.field === 'name') said.fields.company_name ??= value;
      };
    case 'identifier':
      return ({ said }, value) => void claim(said, target.kind, value, target.system);
    case 'subject':
      return ({ said }, value) => void sayField(said, 'subject', value);
    case 'occurred_at':
      return (draft, value) => {
        draft.occurred_at = Date.parse(String(value));
      };
    case 'source': {
      const known = new Map(
        sources.flatMap((source) => [source.name, source.key].map((name) => [name.toLowerCase(), source])),
      );
      return (draft, value) => {
        const source = known.get(String(value).toLowerCase());
        if (!source)
          return { reason: 'unknown_source', detail: `${JSON.stringify(value)}: expected the key or name of a source` };
        draft.source = { source_id: source.source_id, channel: source.channel };
        return undefined;
      };
    }
    case 'property':
      return ({ properties }, value) => {
        properties[target.property] = value;
      };
    case 'ignore':
      return () => undefined;
  }
}

function writeRaw(names: readonly string[], cells: readonly string[]): string {
  let raw = '';
  for (let i = 0; i < names.length; i++) {
    const cell = cells[i];
    if (cell === undefined || cell === '') continue;
    raw += `${raw === '' ? '{' : ','}${names[i]}${JSON.stringify(cleanText(cell))}`;
  }
  return raw === '' ? '{}' : `${raw}}`;
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}
