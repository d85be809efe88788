import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { byPlumb } from '../../../../access/audit.ts';
import { type Db, inWorkspace } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import { readZodProblems } from '../../../../base/zod-problems.ts';
import { listSources } from '../../sources/queries.ts';
import { ImportMapping } from '../contract.ts';
import { adaptMapping, findMappingFor, shippedMappings } from '../find-mapping.ts';
import { findUnfinished, type ImportRow } from '../queries.ts';
import { listSavedMappings } from '../saved-mappings.ts';
import { changeImport, forgetImport } from './change-import.ts';
import { checkImport } from './check-import.ts';
import { type RunOptions, runImport } from './run-import.ts';
import { startCheck, startImport } from './start-import.ts';
import { uploadImport } from './upload-import.ts';

export type BringIn = {
  path: string;
  /** The key of a source; the usual one of files when left out. */
  source?: string | undefined;
  /** A file with a mapping in JSON, or the name of a saved or shipped one; guessed when left out. */
  mapping?: string | undefined;
  most_bytes: number;
};

/** What a file brought in came to: `resumed_at` rows had been kept by an earlier try; `mapping_name` is null for a guessed one. */
export type BroughtIn = { import: ImportRow; resumed_at: number; mapping_name: string | null };

/**
 * Brings in a file of this machine from beginning to end, in this process. One that was begun before and stopped, for whatever
 * reason, goes on where it stopped. Throws `file_unreadable`, `not_found`, `mapping_invalid`.
 */
export async function bringInFile(
  app: Db,
  workspaceId: number,
  wanted: BringIn,
  options: RunOptions,
): Promise<BroughtIn> {
  const begun = wanted.mapping === undefined ? await findBegun(app, workspaceId, wanted) : undefined;
  if (begun) {
    await startImport(app, workspaceId, byPlumb, begun.import_id, async () => undefined);
    const done = await runImport(app, workspaceId, begun.import_id, options);
    return { import: done, resumed_at: begun.rows_read, mapping_name: null };
  }
  const { uploaded, mapping_name } = await prepare(app, workspaceId, wanted);
  await startImport(app, workspaceId, byPlumb, uploaded.import_id, async () => undefined);
  return { import: await runImport(app, workspaceId, uploaded.import_id, options), resumed_at: 0, mapping_name };
}

/** Says what bringing in a file would come to; nothing stays of it. Throws as `bringInFile` does. */
export async function tryFile(app: Db, workspaceId: number, wanted: BringIn, options: RunOptions): Promise<BroughtIn> {
  const { uploaded, mapping_name } = await prepare(app, workspaceId, wanted);
  try {
    await startCheck(app, workspaceId, uploaded.import_id, async () => undefined);
    return { import: await checkImport(app, workspaceId, uploaded.import_id, options), resumed_at: 0, mapping_name };
  } finally {
    await forgetImport(app, workspaceId, byPlumb, uploaded.import_id, { evenUnderWay: true });
  }
}

async function prepare(app: Db, workspaceId: number, { path, source, mapping, most_bytes }: BringIn) {
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) throw new AppError('file_unreadable', `${path}: expected a file that can be read`);
  const source_id = await findSourceId(app, workspaceId, source);
  const upload = { file_name: basename(path), source_id, most_bytes };
  const uploaded = await uploadImport(app, workspaceId, byPlumb, upload, createReadStream(path), Date.now());
  const header = uploaded.header ?? [];
  if (mapping === undefined) {
    const saved = await inWorkspace(app, workspaceId, (tx) => listSavedMappings(tx, workspaceId));
    return { uploaded, mapping_name: findMappingFor(header, saved)?.name ?? null };
  }
  try {
    const named = await readMapping(app, workspaceId, mapping);
    const changed = await changeImport(app, workspaceId, uploaded.import_id, { mapping: adaptMapping(named, header) });
    return { uploaded: changed, mapping_name: mapping };
  } catch (error) {
    await forgetImport(app, workspaceId, byPlumb, uploaded.import_id);
    throw error;
  }
}

async function findSourceId(app: Db, workspaceId: number, key: string | undefined): Promise<number | undefined> {
  if (key === undefined) return undefined;
  const sources = await inWorkspace(app, workspaceId, (tx) => listSources(tx, workspaceId));
  const source = sources.find((each) => each.key === key);
  if (source) return source.source_id;
  throw new AppError('not_found', `Source "${key}": expected one of ${sources.map((each) => each.key).join(', ')}`);
}

async function readMapping(app: Db, workspaceId: number, nameOrPath: string): Promise<ImportMapping> {
  const saved = await inWorkspace(app, workspaceId, (tx) => listSavedMappings(tx, workspaceId));
  const named = [...saved, ...shippedMappings].find(({ name }) => name === nameOrPath);
  if (named) return named.mapping;
  const text = await readFile(nameOrPath, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const names = [...saved, ...shippedMappings].map(({ name }) => JSON.stringify(name)).join(', ');
    throw new AppError('not_found', `Mapping ${JSON.stringify(nameOrPath)}: expected a file, or one of ${names}`);
  }
  const content = parseJson(text);
  // A file may hold a mapping alone, or one as it is shipped: with its name and header.
  const parsed = ImportMapping.safeParse(isObject(content) && 'mapping' in content ? content.mapping : content);
  if (parsed.success) return parsed.data;
  const errors = readZodProblems(parsed.error);
  throw new AppError('mapping_invalid', `${nameOrPath}: ${errors[0]?.path.join('.')} ${errors[0]?.message}`, {
    errors,
  });
}

/** An import of these very bytes into this source that was begun and not finished. */
async function findBegun(app: Db, workspaceId: number, { path, source }: BringIn): Promise<ImportRow | undefined> {
  const sum = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) sum.update(piece);
  } catch {
    // Whoever reads it next says so better.
    return undefined;
  }
  const sourceId = await findSourceId(app, workspaceId, source);
  const begun = await inWorkspace(app, workspaceId, (tx) => findUnfinished(tx, workspaceId, sum.digest('hex')));
  return begun && (sourceId === undefined || begun.source_id === sourceId) ? begun : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
