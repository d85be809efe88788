import { AppError } from '../../base/errors.ts';
import { fold } from '../../conditions/fold.ts';
import { findNameMeaning, nameForm } from '../../flow/capture/field-names.ts';
import { flattenInto } from '../../flow/capture/flat-properties.ts';
import { guessMapping } from '../../flow/capture/import/guess-mapping.ts';
import { makeInstantReader } from '../../flow/capture/import/read-time.ts';
import { addPageAddress } from '../../flow/capture/page-properties.ts';
import { readEmail } from '../../flow/identity/email.ts';
import type { ReadableTouch } from '../../flow/scoring/touch-reader.ts';
import { addHits, type Hits } from './match-signals.ts';
import type { CsvFile } from './open-csv.ts';

/** What columns of a file of touches are called that are no properties, in the form in which names are compared. */
const ROLES = {
  event: ['event', 'eventname', 'action', 'activity'],
  type: ['type', 'touchtype', 'eventtype'],
  occurred_at: ['occurredat', 'timestamp', 'time', 'datetime', 'sentat', 'receivedat', 'originaltimestamp'],
  channel: ['channel'],
  source: ['source'],
  properties: ['properties'],
} as const;
type Role = keyof typeof ROLES;

/** The touches of a file as hits by person and signal, how many there were, and which rows could not be read and why. */
export type FileTouches = { hits: Map<string, Hits>; touches: number; problems: { row_no: number; problem: string }[] };

/** The two columns, one of people and one of touches, by which a touch is somebody's. */
export type Keys = { people: string; touches: string };

/**
 * The columns that say whose touch it is: the one named, in both files; else the first of the touches' columns that the people
 * have too. Throws `invalid_input` where there is none.
 */
export function findKeys(people: readonly string[], touches: readonly string[], named: string | undefined): Keys {
  const form = named === undefined ? undefined : nameForm(named);
  const roles = new Set(rolesOf(touches).values());
  for (const column of touches) {
    if (form === undefined ? roles.has(column) : nameForm(column) !== form) continue;
    const own = people.find((each) => nameForm(each) === nameForm(column));
    if (own !== undefined) return { people: own, touches: column };
  }
  const what =
    named === undefined
      ? 'a column that both files have, to say whose touch it is'
      : `a column ${JSON.stringify(named)} in both files`;
  throw new AppError(
    'invalid_input',
    `--touches: expected ${what}; people have ${people.join(', ')}; touches have ${touches.join(', ')}`,
  );
}

/** A key as it is compared: an e-mail address as people are recognised by it, other texts without case and diacritics. */
export function keyForm(text: string): string {
  return readEmail(text)?.key ?? fold(text.trim());
}

/**
 * Reads a file of touches: of each, whose it is, its event or type, when it occurred, and its properties (a column of JSON called
 * `properties`, and every column that is nothing else). Keeps of each touch no more than which signals it matched.
 */
export async function readTouches(
  file: CsvFile,
  keyColumn: string,
  match: (touch: ReadableTouch, at: number) => string[],
  timeZone: string,
): Promise<FileTouches> {
  const roles = rolesOf(file.columns);
  const place = (column: string | undefined) => (column === undefined ? -1 : file.columns.indexOf(column));
  const [key, occurred] = [place(keyColumn), place(roles.get('occurred_at'))];
  if (occurred < 0)
    throw new AppError(
      'invalid_input',
      `${file.path}: expected a column occurred_at, found ${file.columns.join(', ')}`,
    );
  const { date_order: order } = guessMapping(file.columns, file.first, []).mapping;
  const readInstant = makeInstantReader({ order, time_zone: timeZone });
  const readTouch = makeTouchReader(file.columns, roles, keyColumn);
  const found: FileTouches = { hits: new Map(), touches: 0, problems: [] };
  for await (const row of file.rows()) {
    const reject = (problem: string) => void found.problems.push({ row_no: row.row_no, problem });
    if (row.kind === 'reject') {
      reject(row.detail);
      continue;
    }
    const [whose, when] = [row.cells[key]?.trim() ?? '', row.cells[occurred] ?? ''];
    const at = readInstant(when);
    if (whose === '') reject(`${keyColumn}: expected whose touch it is`);
    else if (at === undefined) reject(`${roles.get('occurred_at')} ${JSON.stringify(when)}: expected an instant`);
    else {
      found.touches++;
      const form = keyForm(whose);
      const hits = found.hits.get(form) ?? new Map();
      found.hits.set(form, hits);
      addHits(hits, match(readTouch(row.cells), at), { occurred_at: at, id: row.row_no });
    }
  }
  return found;
}

function makeTouchReader(
  columns: readonly string[],
  roles: ReadonlyMap<Role, string>,
  keyColumn: string,
): (cells: readonly string[]) => ReadableTouch {
  const taken = new Set([...roles.values(), keyColumn]);
  const own = columns.flatMap((column, index) => (taken.has(column) ? [] : [{ column, index }]));
  const places = new Map([...roles].map(([role, column]) => [role, columns.indexOf(column)]));
  return (cells) => {
    const said = (role: Role) => cells[places.get(role) ?? -1]?.trim() || undefined;
    const properties: Record<string, unknown> = {};
    for (const { column, index } of own) if (cells[index]?.trim()) properties[column] = cells[index].trim();
    const more = parseObject(said('properties'));
    if (more) flattenInto(properties, more);
    if (typeof properties.url === 'string') addPageAddress(properties, properties.url);
    const isPage = said('event') === undefined && (properties.path !== undefined || properties.url !== undefined);
    return {
      channel: said('channel') ?? 'file',
      type: said('type')?.toLowerCase() ?? (isPage ? 'page' : 'track'),
      event: said('event') ?? null,
      source: said('source') ?? 'import',
      properties,
    };
  };
}

function rolesOf(columns: readonly string[]): Map<Role, string> {
  const roles = new Map<Role, string>();
  for (const [role, names] of Object.entries(ROLES) as [Role, readonly string[]][]) {
    const named = columns.find((column) => names.includes(nameForm(column)));
    const meant =
      role === 'occurred_at' ? columns.find((column) => findNameMeaning(column)?.to === 'occurred_at') : undefined;
    const column = named ?? meant;
    if (column !== undefined) roles.set(role, column);
  }
  return roles;
}

function parseObject(text: string | undefined): object | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
