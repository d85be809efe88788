import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import type { Condition } from '../../../conditions/format.ts';
import type { JourneyMap, Stage } from './contract.ts';

/** A map with what it needs to be asked about: the profile's condition. */
export type KeptMap = JourneyMap & { when: Condition };

type Row = Omit<JourneyMap, 'profile' | 'changed_at'> &
  JourneyMap['profile'] & { when: Condition; changed_at: Date | null };

const columns = sql`
  p.profile_id, p.key, p.name, p.kind, p.archived_at is not null as archived, p.condition as when,
  coalesce(m.stages, '[]') as stages, coalesce(m.revision, 0) as revision, m.changed_at, m.changed_by`;

/** The map of a profile; without stages where nobody has begun. Throws `not_found` without such a profile. */
export async function getMap(tx: Tx, workspaceId: number, profileId: number): Promise<KeptMap> {
  const { rows } = await sql<Row>`
    select ${columns} from profile p
    left join journey_map m on m.workspace_id = p.workspace_id and m.profile_id = p.profile_id
    where p.workspace_id = ${workspaceId} and p.profile_id = ${profileId}`.execute(tx);
  if (!rows[0]) throw new AppError('not_found', `Profile ${profileId}: not found in this workspace`);
  return mapOf(rows[0]);
}

/** The maps with stages of the profiles in use: the ideal customer first, then personas, then others, by name. */
export async function listMaps(tx: Tx, workspaceId: number): Promise<KeptMap[]> {
  const { rows } = await sql<Row>`
    select ${columns} from profile p
    join journey_map m on m.workspace_id = p.workspace_id and m.profile_id = p.profile_id
    where p.workspace_id = ${workspaceId} and p.archived_at is null and m.stages <> '[]'
    order by array_position(array['icp', 'persona', 'other'], p.kind), p.name, p.profile_id`.execute(tx);
  return rows.map(mapOf);
}

/** Keeps a profile's stages as the revision given. */
export async function writeMap(
  tx: Tx,
  workspaceId: number,
  profileId: number,
  revision: number,
  stages: readonly Stage[],
  userId: string | null,
): Promise<void> {
  await sql`
    insert into journey_map (workspace_id, profile_id, stages, revision, changed_by)
    values (${workspaceId}, ${profileId}, ${JSON.stringify(stages)}::jsonb, ${revision}, ${userId})
    on conflict (workspace_id, profile_id) do update
      set stages = excluded.stages, revision = excluded.revision, changed_by = excluded.changed_by, changed_at = now()`.execute(
    tx,
  );
}

function mapOf({ profile_id, key, name, kind, archived, changed_at, ...map }: Row): KeptMap {
  return {
    ...map,
    profile: { profile_id, key, name, kind, archived },
    changed_at: changed_at?.toISOString() ?? null,
  };
}
