import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition } from '../../../conditions/format.ts';
import { type Profiles, validKey } from '../../../conditions/profiles.ts';
import { loadContext } from '../../identity/index.ts';
import { personBinding, termCatalogue } from '../catalogue.ts';
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

/** Every profile, those in use first, with how many people and leads it holds for at `now` (epoch ms): one pass over everybody. */
export async function listProfiles(tx: Tx, workspaceId: number, now: number) {
  const { rows } = await sql<Kept>`
    select p.profile_id, p.key, p.kind, p.name, p.condition as when, p.signs, p.changed_at, p.archived_at
    from profile p where p.workspace_id = ${workspaceId}
    order by p.archived_at is not null, array_position(array['icp', 'persona', 'other'], p.kind), p.name`.execute(tx);
  const context = await loadContext(tx, workspaceId);
  const test = ({ when }: Kept) =>
    compileCondition(when, termCatalogue(context), personBinding, now, context.time_zone);
  const personas = rows.filter((row) => row.kind === 'persona' && row.archived_at === null);
  const anyPersona = personas.length === 0 ? sql`false` : sql.join(personas.map(test), sql` or `);
  const figures = [
    ...rows.flatMap((row) => [
      sql`count(*) filter (where ${test(row)})`,
      sql`count(*) filter (where p.is_lead and ${test(row)})`,
    ]),
    sql`count(*) filter (where p.is_lead)`,
    sql`count(*) filter (where p.is_lead and not (${anyPersona}))`,
  ];
  const { rows: counted } = await sql<{ figures: number[] }>`
    select array[${sql.join(figures)}]::int[] as figures
    from (
      select p.fields, p.folded, p.company, p.company_folded, src.key as first_source_key,
        exists (select from lead l where l.workspace_id = p.workspace_id and l.person_id = p.person_id and l.closed_at is null) as is_lead
      from person p
      left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
      where p.workspace_id = ${workspaceId} and p.merged_into is null
    ) as p`.execute(tx);
  const numbers = counted[0]?.figures ?? [];
  const at = (place: number) => numbers[place] ?? 0;
  return {
    profiles: rows.map((row, index): Profile => ({ ...row, people: at(index * 2), leads: at(index * 2 + 1) })),
    leads: at(rows.length * 2),
    leads_without_persona: personas.length === 0 ? null : at(rows.length * 2 + 1),
  };
}
