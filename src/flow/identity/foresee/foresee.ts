import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { evaluateCondition } from '../../../conditions/evaluate.ts';
import type { Arrival, DryRun, Outcome } from '../../capture/index.ts';
import { type Assignment, assignPeople, identifierKey } from '../assign-people.ts';
import { peopleCatalogue } from '../catalogue.ts';
import { type IdentityContext, loadContext } from '../context.ts';
import { describeCapture } from '../describe-capture.ts';
import type { Entry } from '../entry.ts';
import { makeFieldReaders } from '../field-readers.ts';
import { deriveFields, foldSayings } from '../fold-sayings.ts';
import { touchKey } from '../keep-arrivals.ts';
import { readSharedOf } from '../queries/merge.ts';
import { readPeopleWithLead, readTouchKeys } from '../queries/read.ts';
import { type Identifier, readArrival } from '../read-arrival.ts';
import { foreseeCompanies, readCompanyFields } from './companies.ts';
import { foreseeSettling } from './settle.ts';
import {
  addPerson,
  addSaying,
  currentId,
  forgetFields,
  isReal,
  joinPeople,
  keepIdentifier,
  type LinkedTouch,
  loadIdentifiers,
  loadPeople,
  makeSaying,
  makeWorld,
  type World,
} from './world.ts';

/** How much is remembered before a dry run gives up saying who is who. */
const mostRemembered = 2_000_000;

/**
 * Says what keeping a batch would come to after the batches that the same dry run asked about before; writes nothing. It takes
 * the decisions of `keepArrivals` in the same order, on what is on record and what it remembers of earlier rows. Fills `outcomes`
 * in the order of `arrivals`, ids of touches left 0; leaves it empty where there is too much to remember.
 */
export async function foresee(
  tx: Tx,
  workspaceId: number,
  arrivals: Arrival[],
  dryRun: DryRun,
  outcomes: Outcome[],
): Promise<void> {
  const context = await loadContext(tx, workspaceId);
  const world = (dryRun.remembered as World | undefined) ?? makeWorld(context);
  dryRun.remembered = world;
  if (world.keys.size + world.identifiers.size > mostRemembered) return;
  const keys = arrivals.map((arrival) => touchKey(arrival.idempotency_key));
  const taken = await readTouchKeys(tx, workspaceId, keys);
  const readers = makeFieldReaders(context);
  const entries: Entry[] = [];
  keys.forEach((key, index) => {
    if (taken.has(key) || world.keys.has(key)) return;
    world.keys.add(key);
    entries.push({
      index,
      key,
      touch_id: 0,
      identified: readArrival(describeCapture(arrivals[index] as Arrival, context.sources), readers, context.country),
    });
  });
  const repeated = { person_id: 0, touch_id: 0, repeated: true };
  for (const index of keys.keys())
    outcomes[index] = { ...repeated, person_created: false, company_created: false, lead_opened: false };
  if (entries.length > 0) await foreseeFresh(tx, workspaceId, context, world, entries, outcomes);
  dryRun.people_known = world.known.size;
}

async function foreseeFresh(
  tx: Tx,
  workspaceId: number,
  context: IdentityContext,
  world: World,
  entries: Entry[],
  outcomes: Outcome[],
): Promise<void> {
  const loadReal = (ids: Iterable<number>) =>
    loadPeople(tx, workspaceId, world, ids, (some) => readPeopleWithLead(tx, workspaceId, some));
  const assignment = await assign(tx, workspaceId, world, entries);
  const of = await foreseeCompanies(tx, workspaceId, world, entries);
  const merges = assignment.merges.map(({ survivor, absorbed }) => ({ survivor, absorbed }));
  await loadReal([
    ...assignment.people.map((place) => place.person_id),
    ...merges.flatMap((m) => [m.survivor, m.absorbed]),
  ]);
  for (const { survivor, absorbed } of merges) mergeInto(world, survivor, absorbed);
  for (const [key, entry] of [...assignment.added, ...assignment.changed]) keepIdentifier(world, key, entry);
  for (const [person, since] of assignment.claimed) await claimWeak(tx, workspaceId, world, person, since);

  const rowOf = new Map<LinkedTouch, number>();
  const changed = new Set([...assignment.created, ...merges.map((m) => m.survivor)].map((id) => currentId(world, id)));
  const said = entries.map((entry, row) => {
    const place = assignment.people[row] as Place;
    const { isSaying, isChange, linked } = takeEntry(world, entry, place, of[row]);
    if (isChange) changed.add(place.person_id);
    if (linked) rowOf.set(linked, row);
    return isSaying;
  });
  const opened = openLeads(world, context, entries, assignment, { said, changed });
  const strongMerges = merges.flatMap((m) => [m.survivor, m.absorbed]);
  const unsettled = new Set([...assignment.unsettled, ...(await listSharedOf(tx, workspaceId, world, strongMerges))]);
  const movedTo = await foreseeSettling(tx, workspaceId, world, unsettled, rowOf, loadReal);

  const created = new Set(assignment.created);
  entries.forEach(({ index }, row) => {
    const place = assignment.people[row]?.person_id as number;
    const personId = movedTo.get(row) ?? place;
    const companyId = of[row];
    if (isReal(personId)) world.known.add(personId);
    outcomes[index] = {
      person_id: personId,
      touch_id: 0,
      repeated: false,
      person_created: created.delete(personId),
      company_created: companyId !== undefined && world.companies.created.delete(companyId),
      lead_opened: opened.delete(personId),
    };
  });
}

/** Who each entry is; people who would be made are there from then on. */
async function assign(tx: Tx, workspaceId: number, world: World, entries: Entry[]): Promise<Assignment> {
  const ids = entries.flatMap(({ identified: { strong, weak } }) => [...strong, ...weak]);
  await loadIdentifiers(tx, workspaceId, world, ids);
  const known = new Map(
    ids.flatMap((id) => {
      const key = identifierKey(id);
      const entry = world.identifiers.get(key);
      if (!entry) return [];
      entry.person_id = currentId(world, entry.person_id);
      return [[key, entry] as const];
    }),
  );
  const offers = entries.map(({ identified: { strong, weak, occurred_at } }) => ({ strong, weak, occurred_at }));
  return assignPeople(offers, known, () => addPerson(world));
}

function mergeInto(world: World, into: number, absorbed: number): void {
  const survivor = currentId(world, into);
  const [one, other] = [survivor, absorbed].map((id) => world.people.get(id));
  if (survivor === absorbed || !one || !other) return;
  world.merged.set(absorbed, survivor);
  world.people.delete(absorbed);
  joinPeople(one, other);
  for (const key of world.weakOf.get(absorbed) ?? []) {
    const entry = world.identifiers.get(key);
    if (entry) keepIdentifier(world, key, entry);
  }
  world.weakOf.delete(absorbed);
}

/** Weak identifiers of somebody who is strongly identified from now on are theirs from that instant. */
async function claimWeak(tx: Tx, workspaceId: number, world: World, person: number, since: number): Promise<void> {
  const reals = world.people.get(person)?.reals ?? [];
  if (reals.length > 0) {
    const { rows } = await sql<Identifier>`
      select i.kind, i.value from identifier i
      where i.workspace_id = ${workspaceId} and i.person_id = any(${reals}::bigint[])
        and i.kind in ('phone', 'anonymous_id') and i.claims is null`.execute(tx);
    await loadIdentifiers(tx, workspaceId, world, rows);
  }
  for (const key of world.weakOf.get(person) ?? []) {
    const entry = world.identifiers.get(key);
    if (entry && entry.claims === null && currentId(world, entry.person_id) === person)
      entry.claims = [[person, since]];
  }
}

type Place = Assignment['people'][number];

/** Takes in what an entry says of its person: whether it says or changes anything, and the touch it is where a weak identifier alone led it. */
function takeEntry(
  world: World,
  { identified, key }: Entry,
  { person_id: personId, link }: Place,
  companyId: number | undefined,
): { isSaying: boolean; isChange: boolean; linked: LinkedTouch | undefined } {
  const fields = companyId === undefined ? identified.fields : { ...identified.fields, company_id: companyId };
  const saying = makeSaying(world, { fields, at: identified.occurred_at, key });
  const person = world.people.get(personId);
  const isChange = saying !== undefined && person?.has_lead === false && addSaying(person, saying);
  const isSaying = saying !== undefined;
  if (link === null) return { isSaying, isChange, linked: undefined };
  const linked = { person: personId, at: identified.occurred_at, saying };
  const all = world.linked.get(link);
  if (all) all.touches.push(linked);
  else world.linked.set(link, { touches: [linked], isComplete: false });
  return { isSaying, isChange, linked };
}

/** For whom the promotion rule holds now who had no lead. */
function openLeads(
  world: World,
  context: IdentityContext,
  entries: Entry[],
  assignment: Assignment,
  { said, changed }: { said: boolean[]; changed: Set<number> },
): Set<number> {
  const last = new Map<number, Entry>();
  entries.forEach((entry, row) => {
    if (said[row]) last.set(assignment.people[row]?.person_id as number, entry);
  });
  const catalogue = peopleCatalogue(context);
  const opened = new Set<number>();
  for (const [id, { identified }] of last) {
    const person = world.people.get(id);
    if (!person || person.has_lead || !changed.has(id)) continue;
    const fields = deriveFields(foldSayings(person.base ?? { fields: {}, origin: {} }, person.sayings).fields);
    const company = readCompanyFields(world, fields.company_id);
    const read = (field: string) => {
      const dot = field.indexOf('.');
      return (field.slice(0, dot) === 'company' ? company : fields)[field.slice(dot + 1)];
    };
    const at = identified.arrival.received_at;
    if (!evaluateCondition(context.promotion_rule, catalogue, read, at, context.time_zone)) continue;
    opened.add(id);
    forgetFields(person);
  }
  return opened;
}

async function listSharedOf(tx: Tx, workspaceId: number, world: World, people: number[]): Promise<string[]> {
  if (people.length === 0) return [];
  const onRecord = await readSharedOf(tx, workspaceId, people.filter(isReal));
  const merged = new Set(people);
  const isClaimed = (key: string) => world.identifiers.get(key)?.claims?.some(([id]) => merged.has(id));
  return [...onRecord.filter((key) => !world.identifiers.has(key)), ...[...world.shared].filter(isClaimed)];
}
