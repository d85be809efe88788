import { sql } from 'kysely';
import type { Db, Tx } from '../../../base/db.ts';
import type { Whom } from '../whom.ts';
import { inLab } from './in-lab.ts';
import { type Among, amongThem } from './sample.ts';

/** From how many people on the work is parted: for fewer, finding the middle costs what it saves. */
export const HALVED = { from: 10_000 };

/**
 * Asks the same of both halves of everybody, side by side over two connections, so that both cores of a small machine work. Answers what each
 * half says, one answer where there are few people.
 */
export async function inHalves<T>(
  app: Db,
  workspaceId: number,
  among: Among,
  ask: (tx: Tx, whom: Whom) => Promise<T>,
): Promise<T[]> {
  const middle = await inLab(app, workspaceId, (tx) => findMiddle(tx, workspaceId));
  const sides: (Whom | undefined)[] =
    middle === undefined
      ? [undefined]
      : [(id) => sql`${id} <= ${middle}::bigint`, (id) => sql`${id} > ${middle}::bigint`];
  return Promise.all(
    sides.map((side) => inLab(app, workspaceId, (tx) => ask(tx, amongThem(workspaceId, among, side)))),
  );
}

/** The person in the middle; undefined where there are few. */
async function findMiddle(tx: Tx, workspaceId: number): Promise<number | undefined> {
  const { rows } = await sql<{ middle: number }>`
    with everybody as (select count(*) as people from person p where p.workspace_id = ${workspaceId})
    select p.person_id as middle from person p, everybody e
    where p.workspace_id = ${workspaceId} and e.people >= ${HALVED.from}::int
    order by p.person_id offset (select e.people / 2 from everybody e) limit 1`.execute(tx);
  return rows[0]?.middle;
}
