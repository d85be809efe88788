import type { Field } from '../../conditions/catalogue.ts';
import type { Read } from '../../conditions/evaluate.ts';
import { compileMapping } from '../../flow/capture/import/compile-mapping.ts';
import type { ImportMapping } from '../../flow/capture/import/contract.ts';
import type { FieldValue } from '../../flow/capture/index.ts';
import { makeFieldReaders } from '../../flow/identity/field-readers.ts';
import { builtInCompanyFields, builtInPersonFields, type FieldSpec } from '../../flow/identity/fields.ts';
import { deriveFields } from '../../flow/identity/index.ts';
import { readArrival } from '../../flow/identity/read-arrival.ts';
import type { ReadableTouch } from '../../flow/scoring/touch-reader.ts';

/** The source of rows that name none, as the import has it. */
const importSource = { source_id: 0, key: 'import', channel: 'file' };

/** The last instant that there is. */
const END_OF_TIME = 8.64e15;

/** One row as a person: fields as they are known from `at` (epoch milliseconds) on, and the touch that the row itself is. */
export type FilePerson = {
  at: number;
  read: Read;
  touch: ReadableTouch;
  shown: { full_name?: FieldValue; email?: FieldValue };
};

/** A row that is read, or in words why it cannot be. */
export type ReadPerson = FilePerson | { problem: string };

/**
 * Makes the reader of rows as people, each by itself, exactly as the import would read it: a row that says no instant happened at
 * `now` (epoch milliseconds). `custom` are fields beside those that every workspace has.
 */
export function makePeopleReader(
  columns: readonly string[],
  mapping: ImportMapping,
  custom: readonly Field[],
  timeZone: string,
  now: number,
): (cells: readonly string[]) => ReadPerson {
  const rows = compileMapping(mapping, { columns, source: importSource, sources: [], time_zone: timeZone });
  const readers = makeFieldReaders({
    time_zone: timeZone,
    person_fields: [
      ...builtInPersonFields,
      ...specsOf('person', custom),
      { key: 'first_source', type: 'text', label: 'First source' },
    ],
    company_fields: [...builtInCompanyFields, ...specsOf('company', custom)],
  });
  return (cells) => {
    // Received at the end of time: an instant that a row names is never moved, however early the score is asked for.
    const row = rows.read(cells, END_OF_TIME);
    if (row.kind === 'reject') return { problem: row.detail };
    const { arrival, company, fields, occurred_at } = readArrival(row.arrival, readers, undefined);
    const person = deriveFields(fields ?? {});
    const domain = company?.identifiers.find(({ kind }) => kind === 'domain')?.value;
    const companyFields: Record<string, FieldValue> = company
      ? { ...(domain === undefined ? {} : { domain, name: domain }), ...company.fields }
      : {};
    const source = typeof person.first_source === 'string' ? person.first_source : importSource.key;
    const { channel, type, event, properties } = arrival;
    return {
      at: occurred_at === END_OF_TIME ? now : occurred_at,
      touch: { channel, type, event, source, properties },
      shown: {
        ...(person.full_name ? { full_name: person.full_name } : {}),
        ...(person.email ? { email: person.email } : {}),
      },
      read: (field) => {
        if (field === 'person.first_source') return source;
        const dot = field.indexOf('.');
        return (field.slice(0, dot) === 'company' ? companyFields : person)[field.slice(dot + 1)];
      },
    };
  };
}

function specsOf(scope: string, custom: readonly Field[]): FieldSpec[] {
  return custom
    .filter(({ name }) => name.startsWith(`${scope}.`))
    .map(({ name, type, label = name }) => ({
      key: name.slice(scope.length + 1),
      type: type as FieldSpec['type'],
      label,
    }));
}
