import { sql } from 'kysely';
import type { Actor } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { withinSeconds } from '../../../base/time-limit.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition } from '../../../conditions/format.ts';
import { type Profiles, validKey } from '../../../conditions/profiles.ts';
import { loadContext } from '../../identity/index.ts';
import { personBinding, termCatalogue } from '../catalogue.ts';
import { seenPeople } from '../seen-people.ts';
import { readValidityRules, whenValid } from '../validity/queries.ts';
import type { Profile } from './contract.ts';

type Kept = Omit<Profile, 'people' | 'leads'>;

/** The profiles in use by key: what `profile.<key>` means now; `valid` is whoever fulfils the rules of a valid lead. */
export async function readProfiles(tx: Tx, workspaceId: number): Promise<Profiles> {
  const { rows } = await sql<{ key: string; name: string; when: Condition }>`
    select p.key, p.name, p.condition as when from profile p
    where p.workspace_id = ${workspaceId} and p.archived_at is null order by p.key`.execute(tx);
  const valid = { name: 'Valid', when: whenValid(await readValidityRules(tx, workspaceId)) };
  return { ...Object.fromEntries(rows.map(({ key, ...profile }) => [key, profile])), [validKey]: valid };
}

/** How many seconds counting whom profiles hold for may take: as long as a list. */
const mostSeconds = 15;

/**
 * Every profile, those in use first, with how many people and leads it holds for at `now` (epoch ms), of those whom the actor may see: one pass
 * over everybody. Throws `unavailable` where that takes too long.
 */
export async function listProfiles(tx: Tx, actor: Actor, now: number) {
  const { rows } = await sql<Kept>`
    select p.profile_id, p.key, p.kind, p.name, p.condition as when, p.signs, p.changed_at, p.archived_at
    from profile p where p.workspace_id = ${actor.workspace_id}
    order by p.archived_at is not null, array_position(array['icp', 'persona', 'other'], p.kind), p.name`.execute(tx);
  const personas = rows.flatMap((row, index) => (row.kind === 'persona' && row.archived_at === null ? [index] : []));
  const [leads = 0, withoutPersona = 0, ...counts] = await withinSeconds(
    tx,
    mostSeconds,
    `Whom the profiles hold for could not be counted within ${mostSeconds} seconds: make their conditions simpler`,
    () => countHolders(tx, actor, rows, personas, now),
  );
  return {
    profiles: rows.map((row, index): Profile => {
      const [people = 0, ofLeads = 0] = counts.slice(index * 2, index * 2 + 2);
      return { ...row, people, leads: ofLeads };
    }),
    leads,
    leads_without_persona: personas.length === 0 ? null : withoutPersona,
  };
}

/** Open leads, those of no persona, and of each profile people and leads; each condition is asked once of everybody. */
async function countHolders(
  tx: Tx,
  actor: Actor,
  profiles: readonly Kept[],
  personas: readonly number[],
  now: number,
): Promise<number[]> {
  const context = await loadContext(tx, actor.workspace_id);
  const tests = profiles.map(({ when }) =>
    compileCondition(when, termCatalogue(context), personBinding, now, context.time_zone),
  );
  const holds = (index: number) => sql`x.holds[${sql.lit(index + 1)}]`;
  const anyPersona = personas.length === 0 ? sql`false` : sql.join(personas.map(holds), sql` or `);
  const figures = [
    sql`count(*) filter (where x.is_lead)`,
    sql`count(*) filter (where x.is_lead and not (${anyPersona}))`,
    ...profiles.flatMap((_, index) => [
      sql`count(*) filter (where ${holds(index)})`,
      sql`count(*) filter (where x.is_lead and ${holds(index)})`,
    ]),
  ];
  const { rows } = await sql<{ figures: number[] }>`
    select array[${sql.join(figures)}]::int[] as figures
    from (
      select p.is_lead, array[${sql.join(tests)}]::boolean[] as holds
      from ${await seenPeople(tx, actor)} as p
      offset 0
    ) as x`.execute(tx);
  return rows[0]?.figures ?? [];
}
