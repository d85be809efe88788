import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { theseIds, type Whom } from '../whom.ts';
import type { Sample } from './contract.ts';
import { countError } from './estimate.ts';

/** Whom a question is asked of: everybody, or a random sample of them. `ids` is null where nobody need be named. */
export type Drawn = Sample & { among: Among; ids: number[] | null; whom: Whom };

/** Beside `everybody`: who has an open lead, or who ever had one. */
export type Among = 'everybody' | 'open_lead' | 'any_lead';

const anybody: Whom = () => sql`true`;

/** Everybody of that kind, of those on one side of somebody where it is given. */
export function amongThem(workspaceId: number, among: Among, side = anybody): Whom {
  if (among === 'everybody') return side;
  const still = among === 'open_lead' ? sql`and l.closed_at is null` : sql``;
  return (personId) => sql`${side(personId)} and ${personId} in (
    select l.person_id from lead l where l.workspace_id = ${workspaceId} ${still} and ${side(sql.ref('l.person_id'))})`;
}

const buckets = 1 << 24;

/**
 * Draws about `most` people by a hash of their id: always the same ones, so that what an edit changes is not blurred by chance. Where
 * there are no more, everybody is read; `named` asks for their ids even so.
 */
export async function drawPeople(
  tx: Tx,
  workspaceId: number,
  among: Among,
  most: number,
  { named = false } = {},
): Promise<Drawn> {
  const within = amongThem(workspaceId, among);
  const present = sql`p.workspace_id = ${workspaceId} and p.merged_into is null and ${within(sql.ref('p.person_id'))}`;
  const counted = await sql<{ people: number }>`select count(*) as people from person p where ${present}`.execute(tx);
  const people = counted.rows[0]?.people ?? 0;
  if (people <= most && !named) return { people, read: people, among, ids: null, whom: within };
  const below = people <= most ? buckets : Math.ceil((most / people) * buckets);
  const { rows } = await sql<{ person_id: number }>`
    select p.person_id from person p
    where ${present} and (hashint8extended(p.person_id, 20260117) & ${buckets - 1}) < ${below}
    order by p.person_id`.execute(tx);
  const ids = rows.map((row) => row.person_id);
  return { people, read: ids.length, among, ids, whom: theseIds(ids) };
}

/** People of the sample scaled up to everybody. */
export function scaleUp({ people, read }: Sample, found: number): number {
  return read >= people || read === 0 ? found : Math.round((found * people) / read);
}

/** A number of people of the sample scaled up, with its standard error. */
export function estimate(sample: Sample, found: number): { value: number; error: number } {
  return {
    value: scaleUp(sample, found),
    error: Math.round(countError(found, sample.read, sample.people) * 10) / 10,
  };
}
