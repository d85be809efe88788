import { z } from 'zod';

/** An instant in JSON: ISO 8601 in UTC. */
const Instant = z.iso.datetime();

export const importStates = [
  'uploading',
  'uploaded',
  'checking',
  'checked',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;
export const ImportState = z.enum(importStates);
export type ImportState = z.infer<typeof ImportState>;

/** Encodings a file may be read in; the guess is one of these and can be corrected. */
export const importEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'windows-1252',
  'windows-1250',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'iso-8859-2',
  'iso-8859-5',
  'koi8-r',
  'ibm866',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
] as const;
export const ImportEncoding = z.enum(importEncodings);
export type ImportEncoding = z.infer<typeof ImportEncoding>;

export const importDelimiters = [',', ';', '\t', '|'] as const;

/** How the bytes of a file become rows of cells. */
export const ImportLayout = z.object({
  encoding: ImportEncoding,
  delimiter: z.enum(importDelimiters),
  quote: z.enum(['"', "'", '']).describe('empty: nothing quotes'),
  /** Lines before the header (or before the first row) that are left out. */
  skip_lines: z.int().min(0).max(1000),
  /** Without a header the columns are called "Column 1", "Column 2" … */
  has_header: z.boolean(),
});
export type ImportLayout = z.infer<typeof ImportLayout>;

/** What a cell's text is read as. `list` splits at `separator`. */
export const importValueTypes = ['text', 'number', 'boolean', 'date', 'instant', 'list'] as const;
export const ImportValueType = z.enum(importValueTypes);
export type ImportValueType = z.infer<typeof ImportValueType>;

export const identifierKinds = ['email', 'phone', 'user_id', 'anonymous_id', 'foreign_id', 'group_id'] as const;

const fieldKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, 'expected a field key: a–z, 0–9 and _, beginning with a letter');

/** Where a column's (or a constant's) value goes. */
export const ImportTarget = z.discriminatedUnion('to', [
  /** A person field; `email` and `phone` recognise the person as well. */
  z.object({ to: z.literal('field'), field: fieldKey }),
  /** A custom person field that is made when the import starts, unless it is there already. */
  z.object({
    to: z.literal('new_field'),
    field: fieldKey,
    label: z.string().trim().min(1).max(100),
    type: ImportValueType,
  }),
  z.object({ to: z.literal('company_field'), field: fieldKey }),
  /** Recognises the person, is no field. `foreign_id` needs the `system` it comes from; `group_id` is a company's. */
  z.object({
    to: z.literal('identifier'),
    kind: z.enum(identifierKinds),
    system: z
      .string()
      .regex(/^[^:\s]{1,62}$/, 'expected a short name without spaces and colons, for example hubspot')
      .optional(),
  }),
  /** When the row happened; without it a row happened when it was imported. */
  z.object({ to: z.literal('occurred_at') }),
  /** What the lead asks for. */
  z.object({ to: z.literal('subject') }),
  /** The row's source by key or name, instead of the import's. */
  z.object({ to: z.literal('source') }),
  /** Kept on the touch, for signals. */
  z.object({ to: z.literal('property'), property: z.string().trim().min(1).max(200) }),
  /** Only kept in the raw row. */
  z.object({ to: z.literal('ignore') }),
]);
export type ImportTarget = z.infer<typeof ImportTarget>;

export const MappedColumn = z.object({
  /** The column's name as the header has it (a repeated name gets " (2)", " (3)" …). */
  column: z.string(),
  target: ImportTarget,
  /** How the cells are read; as the target wants it when left out. */
  type: ImportValueType.optional(),
  /** Values that mean "nothing here" in this column, besides the mapping's. */
  missing: z.array(z.string().max(200)).max(100).optional(),
  /** Values to write otherwise: `{"Ja": "true", "GmbH": "company"}`; compared without case and diacritics. */
  values: z.record(z.string(), z.string()).optional(),
});
export type MappedColumn = z.infer<typeof MappedColumn>;

/** How rows become touches. A column may be named more than once; one that is not named is ignored. */
export const ImportMapping = z.object({
  /** The event of every row's touch, which signals can match. */
  event: z.string().trim().min(1).max(200).default('Imported'),
  columns: z.array(MappedColumn).max(5000),
  /** The same value on every row. */
  constants: z
    .array(z.object({ target: ImportTarget, value: z.string().max(2000), type: ImportValueType.optional() }))
    .max(100)
    .default([]),
  /** Values that mean "nothing here" in every column: "Select", "N/A", "-". */
  missing: z.array(z.string().max(200)).max(100).default([]),
  /** Which way round 03/04/2026 is read; ISO dates are always understood. */
  date_order: z.enum(['dmy', 'mdy', 'ymd']).default('dmy'),
  decimal: z.enum(['.', ',']).default('.'),
  /** Where lists are split. */
  separator: z.string().min(1).max(3).default(','),
  /** The zone of times without an offset; the workspace's when left out. */
  time_zone: z.string().optional(),
});
export type ImportMapping = z.infer<typeof ImportMapping>;

/** What happened so far, or in a dry run: what would happen. */
export const ImportCounts = z.object({
  rows: z.int(),
  /** Rows that became a touch. */
  kept: z.int(),
  /** Rows that were here before: the same cells from the same source. */
  repeated: z.int(),
  rejected: z.int(),
  people_created: z.int(),
  companies_created: z.int(),
  leads_opened: z.int(),
  /** People created that stay interests: nobody to work with yet. */
  interests_created: z.int(),
  /** Kept rows with an e-mail or phone, and with a name: without both nobody becomes a lead by the usual rule. */
  rows_with_contact: z.int(),
  rows_with_name: z.int(),
  /** Rejected rows by reason. */
  reasons: z.record(z.string(), z.int()),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const rejectReasons = [
  'too_few_cells',
  'too_many_cells',
  'broken_quotes',
  'too_long',
  'not_a_number',
  'not_a_boolean',
  'not_a_date',
  'not_an_option',
  'unknown_source',
  'nobody',
  'refused',
] as const;
/** Why a row was rejected. `nobody`: no identifier and no name in it; `refused`: the database would not keep it. */
export const RejectReason = z.enum(rejectReasons);
export type RejectReason = z.infer<typeof RejectReason>;

export const ImportReject = z.object({
  /** The row's number in the file, the first row under the header is 1. */
  row_no: z.int(),
  reason: RejectReason,
  /** The reason in words, with the column and the value. */
  detail: z.string(),
  /** The row as it came; in lists cut at 2,000 characters. */
  line: z.string(),
});
export type ImportReject = z.infer<typeof ImportReject>;

/** What a dry run found. Nothing was written. */
export const ImportCheck = z.object({
  rows: z.int(),
  would_keep: z.int(),
  rejected: z.int(),
  /**
   * Rows that were imported before, or twice in the file; then what the import would count: people and companies new, leads
   * opened, people who stay interests; and people known already whom rows would be added to. Null where it is not known, which
   * is so beyond about a million people.
   */
  repeated: z.int().nullable(),
  people_created: z.int().nullable(),
  people_known: z.int().nullable(),
  leads_opened: z.int().nullable(),
  interests_created: z.int().nullable(),
  companies_created: z.int().nullable(),
  reasons: z.record(z.string(), z.int()),
  /** A few rejected rows of each reason. */
  examples: z.array(ImportReject),
  /** How often each mapped column holds a value. */
  filled: z.array(z.object({ column: z.string(), rows: z.int() })),
});
export type ImportCheck = z.infer<typeof ImportCheck>;

/** One file brought in. `GET /api/imports/:import_id`; the live topic `import` says when it moved. */
export const Import = z.object({
  import_id: z.int(),
  file_name: z.string(),
  bytes: z.int(),
  source_id: z.int().nullable(),
  state: ImportState,
  layout: ImportLayout.nullable(),
  mapping: ImportMapping.nullable(),
  rows_read: z.int(),
  /** How far reading is: `bytes_read / bytes`, of the dry run or the import, whichever goes on. */
  bytes_read: z.int(),
  /** Known after a dry run and at the end. */
  rows_total: z.int().nullable(),
  counts: ImportCounts,
  check: ImportCheck.nullable(),
  /** Why it failed, in words. */
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  created_by: z.string().nullable(),
  created_at: Instant,
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
});
export type Import = z.infer<typeof Import>;

/**
 * `POST /api/imports?file_name=leads.csv` with the file itself as the body (any content type, streamed, any size the
 * configuration allows) answers 201 with an `Import` that is `uploaded`, layout and mapping guessed.
 */
export const UploadQuery = z.object({
  file_name: z.string().trim().min(1).max(255),
  /** A source of channel `file` when left out. */
  source_id: z.coerce.number().int().optional(),
});

/** `GET /api/imports` newest first. */
export const ImportQuery = z.object({
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const ImportList = z.object({ imports: z.array(Import), next: z.int().nullable() });

/** `GET /api/imports/:import_id/preview`: the first rows as the layout reads them, and what the columns seem to hold. */
export const ImportPreview = z.object({
  columns: z.array(
    z.object({
      column: z.string(),
      /** The first values that are not empty. */
      samples: z.array(z.string()),
      suggested: MappedColumn,
      /** What the suggestion rests on. */
      because: z.enum(['saved mapping', 'header', 'values', 'nothing']),
    }),
  ),
  rows: z.array(z.array(z.string())),
  /** The whole mapping as guessed, or the saved or shipped one whose header is this file's. */
  mapping: ImportMapping,
  mapping_name: z.string().nullable(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** `PATCH /api/imports/:import_id` while it is not running. A changed layout guesses the mapping anew. */
export const ImportChange = z.object({ layout: ImportLayout, mapping: ImportMapping, source_id: z.int() }).partial();
export type ImportChange = z.infer<typeof ImportChange>;

// `POST /api/imports/:import_id/check` begins a dry run, `…/start` the import (also again after a failure: it goes on
// where it stopped), `…/cancel` stops either; each answers the Import. `DELETE /api/imports/:import_id` forgets the
// file and its rejects; the touches stay.

/** `GET /api/imports/:import_id/rejects?after=0&limit=100`; `…/rejects.csv` is the whole list as a file. */
export const RejectQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const RejectList = z.object({ rejects: z.array(ImportReject), next: z.int().nullable() });

/** `GET /api/import-mappings`, `POST` to save under a name (the same name replaces), `DELETE …/:import_mapping_id`. */
export const SavedMapping = z.object({
  /** Null for the shipped ones. */
  import_mapping_id: z.int().nullable(),
  name: z.string(),
  header: z.array(z.string()),
  mapping: ImportMapping,
});
export type SavedMapping = z.infer<typeof SavedMapping>;
export const SavedMappingList = z.object({ mappings: z.array(SavedMapping) });
export const NewSavedMapping = z.object({
  name: z.string().trim().min(1).max(100),
  header: z.array(z.string()).min(1),
  mapping: ImportMapping,
});
export type NewSavedMapping = z.infer<typeof NewSavedMapping>;
