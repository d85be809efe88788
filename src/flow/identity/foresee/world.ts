import type { Tx } from '../../../base/db.ts';
import { listFields } from '../../../conditions/walk.ts';
import type { FieldValue } from '../../capture/index.ts';
import { identifierKey, type KnownIdentifier } from '../assign-people.ts';
import type { IdentityContext } from '../context.ts';
import { foldOf } from '../draft-person.ts';
import { type Folded, isLater, joinFolds, type Origin, type Saying } from '../fold-sayings.ts';
import { readIdentifiers, readPeople } from '../queries/read.ts';
import type { Identifier } from '../read-arrival.ts';

/** What a touch said, with the values of those fields only that the promotion rule reads, and the `keys` of all. */
export type ForeseenSaying = Saying & { keys: readonly string[] };

/**
 * A person as the rows foreseen so far leave them: `reals` are the people on record they consist of, `base` the fold that those
 * hold, `sayings` what rows add, `origin` where each field's value would come from; kept only until there is a lead.
 */
export type ForeseenPerson = {
  reals: number[];
  has_lead: boolean;
  base: Folded | undefined;
  sayings: ForeseenSaying[];
  origin: Record<string, Origin>;
};

/** A touch that a weak identifier alone led to its person. */
export type LinkedTouch = { person: number; at: number; saying: ForeseenSaying | undefined };

/** What a dry run remembers from batch to batch, in the place of what the real run writes. */
export type World = {
  /** Keys of rows seen. */
  keys: Set<string>;
  identifiers: Map<string, KnownIdentifier>;
  /** Weak identifiers that are or were a person's, and those that are shared. */
  weakOf: Map<number, Set<string>>;
  shared: Set<string>;
  /** By weak identifier the touches it alone led, those on record too once they matter. */
  linked: Map<string, { touches: LinkedTouch[]; isComplete: boolean }>;
  merged: Map<number, number>;
  people: Map<number, ForeseenPerson>;
  /** People on record whom rows reached. */
  known: Set<number>;
  companies: { identifiers: Map<string, number>; rows: Map<number, Folded>; created: Set<number> };
  /** Fields that the promotion rule reads, of people and of companies. */
  wanted: { person: Set<string>; company: Set<string> };
  /** Lists of field keys, each kept once: the rows of a file say much the same. */
  keyLists: Map<string, readonly string[]>;
  nextId: number;
};

/** Ids of people who are only foreseen; those on record are smaller, so that of two the one on record survives, as it would. */
const firstForeseenId = 2 ** 52;

/** A world in which nothing was foreseen yet. */
export function makeWorld({ promotion_rule }: Pick<IdentityContext, 'promotion_rule'>): World {
  const read = listFields(promotion_rule);
  const keysOf = (scope: string) =>
    read.filter((field) => field.startsWith(`${scope}.`)).map((field) => field.slice(scope.length + 1));
  const company = keysOf('company');
  return {
    keys: new Set(),
    identifiers: new Map(),
    weakOf: new Map(),
    shared: new Set(),
    linked: new Map(),
    merged: new Map(),
    people: new Map(),
    known: new Set(),
    companies: { identifiers: new Map(), rows: new Map(), created: new Set() },
    wanted: {
      // A full name may follow from its halves, a company's name from its domain.
      person: new Set([...keysOf('person'), 'first_name', 'last_name', ...(company.length > 0 ? ['company_id'] : [])]),
      company: new Set(company.length > 0 ? [...company, 'name', 'domain'] : []),
    },
    keyLists: new Map(),
    nextId: firstForeseenId,
  };
}

/** A person who is only foreseen. */
export function addPerson(world: World): number {
  const id = world.nextId++;
  world.people.set(id, { reals: [], has_lead: false, base: undefined, sayings: [], origin: {} });
  return id;
}

/** Whether a person is on record. */
export const isReal = (id: number) => id < firstForeseenId;

/** Who this person is after all merges foreseen. */
export function currentId(world: World, id: number): number {
  let root = id;
  for (let up = world.merged.get(root); up !== undefined; up = world.merged.get(root)) root = up;
  return root;
}

/** Reads what is on record of identifiers not met before. */
export async function loadIdentifiers(tx: Tx, workspaceId: number, world: World, ids: Identifier[]): Promise<void> {
  const fresh = ids.filter((id) => !world.identifiers.has(identifierKey(id)));
  for (const [key, entry] of await readIdentifiers(tx, workspaceId, fresh)) keepIdentifier(world, key, entry);
}

/** Remembers an identifier as it stands, under whoever has it. */
export function keepIdentifier(world: World, key: string, entry: KnownIdentifier): void {
  world.identifiers.set(key, entry);
  if (!/^(?:phone|anonymous_id):/.test(key)) return;
  const person = currentId(world, entry.person_id);
  const own = world.weakOf.get(person);
  if (own) own.add(key);
  else world.weakOf.set(person, new Set([key]));
  if (entry.shared) world.shared.add(key);
  else world.shared.delete(key);
}

/** Reads people on record who were not met before. `hasLead` says who of them has one. */
export async function loadPeople(
  tx: Tx,
  workspaceId: number,
  world: World,
  ids: Iterable<number>,
  readHavingLead: (ids: number[]) => Promise<Set<number>>,
): Promise<void> {
  const fresh = [...new Set(ids)].filter((id) => isReal(id) && !world.people.has(id));
  if (fresh.length === 0) return;
  const having = await readHavingLead(fresh);
  const rows = await readPeople(
    tx,
    workspaceId,
    fresh.filter((id) => !having.has(id)),
  );
  for (const id of fresh) {
    const row = rows.get(id);
    const fold = row && foldOf(row);
    const base = fold && { fields: pickFields(fold.fields, world.wanted.person), origin: fold.origin };
    world.people.set(id, { reals: [id], has_lead: having.has(id), base, sayings: [], origin: { ...base?.origin } });
  }
}

/** What a touch says of a person, as it is remembered; undefined for nothing. */
export function makeSaying(
  world: World,
  { fields, at, key }: Pick<Saying, 'at' | 'key'> & { fields: Saying['fields'] | null },
): ForeseenSaying | undefined {
  if (!fields) return undefined;
  const keys = Object.keys(fields);
  const list = keys.join();
  const known = world.keyLists.get(list) ?? keys;
  world.keyLists.set(list, known);
  return { fields: pickFields(fields, world.wanted.person), at, key, touch_id: 0, keys: known };
}

/** Adds what a touch says to a person who has no lead; whether it changes any field. */
export function addSaying(person: ForeseenPerson, saying: ForeseenSaying): boolean {
  person.sayings.push(saying);
  return noteOrigin(person, saying);
}

/** Takes what a touch said away from a person again. `record` is all that touches on record say of them, in the place of the fold. */
export function removeSaying(person: ForeseenPerson, key: string, record: ForeseenSaying[]): void {
  person.base = undefined;
  person.sayings = [...record, ...person.sayings].filter((saying) => saying.key !== key);
  person.origin = {};
  for (const saying of person.sayings) noteOrigin(person, saying);
}

/** Joins what is known of somebody to the person whom they turn out to be. */
export function joinPeople(person: ForeseenPerson, other: ForeseenPerson): void {
  person.reals.push(...other.reals);
  person.has_lead ||= other.has_lead;
  if (person.has_lead) {
    forgetFields(person);
    return;
  }
  person.base = person.base && other.base ? joinFolds(person.base, other.base) : (person.base ?? other.base);
  person.sayings.push(...other.sayings);
  for (const [key, origin] of Object.entries(other.origin)) {
    const current = person.origin[key];
    if (!current || isLater(origin, current)) person.origin[key] = origin;
  }
}

/** What somebody with a lead says no longer matters. */
export function forgetFields(person: ForeseenPerson): void {
  Object.assign(person, { has_lead: true, base: undefined, sayings: [], origin: {} });
}

function noteOrigin({ origin }: ForeseenPerson, { at, key, touch_id, keys }: ForeseenSaying): boolean {
  const own: Origin = [at, key, touch_id];
  let changed = false;
  for (const field of keys) {
    const current = origin[field];
    if (current && !isLater(own, current)) continue;
    origin[field] = own;
    changed = true;
  }
  return changed;
}

/** Those of the fields that are wanted. */
export function pickFields(
  fields: Record<string, FieldValue>,
  wanted: ReadonlySet<string>,
): Record<string, FieldValue> {
  const picked: Record<string, FieldValue> = {};
  for (const key of wanted) if (fields[key] !== undefined) picked[key] = fields[key];
  return picked;
}
