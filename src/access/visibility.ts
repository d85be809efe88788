import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../base/db.ts';
import type { Actor } from './actor.ts';
import type { SalespeopleSee } from './contract.ts';
import { getWorkspace } from './queries/workspaces.ts';

/** Which leads an actor sees, by owner. `user_ids` is empty for `all`. */
export type Visibility = {
  kind: SalespeopleSee;
  user_ids: readonly string[];
  /** Whether leads without an owner are seen too. */
  unowned: boolean;
};

/**
 * Which leads an actor sees. Only salespeople are ever restricted: to `own`, without the unowned ones, which then are
 * the head's to give out; or to their `team`'s and the unowned ones, which anybody in it may take.
 */
export function visibility(
  actor: Pick<Actor, 'role' | 'user_id' | 'team_user_ids'>,
  settings: { salespeople_see: SalespeopleSee },
): Visibility {
  if (actor.role !== 'salesperson' || settings.salespeople_see === 'all') {
    return { kind: 'all', user_ids: [], unowned: true };
  }
  const own = actor.user_id === null ? [] : [actor.user_id];
  if (settings.salespeople_see === 'own') return { kind: 'own', user_ids: own, unowned: false };
  return { kind: 'team', user_ids: [...new Set([...own, ...actor.team_user_ids])], unowned: true };
}

/** Which leads an actor sees under the settings of the transaction's workspace. */
export async function getVisibility(
  tx: Tx,
  actor: Pick<Actor, 'role' | 'user_id' | 'team_user_ids'>,
): Promise<Visibility> {
  if (actor.role !== 'salesperson') return visibility(actor, { salespeople_see: 'all' });
  return visibility(actor, await getWorkspace(tx));
}

/** Whether a lead with this owner (null: nobody's) is seen. */
export function seesOwner(seen: Visibility, ownerId: string | null): boolean {
  if (seen.kind === 'all') return true;
  return ownerId === null ? seen.unowned : seen.user_ids.includes(ownerId);
}

/** The SQL twin of `seesOwner`: never null. `owner` is a reference to a text column, as in ``sql.ref('lead.owner_id')``. */
export function ownerCondition(seen: Visibility, owner: RawBuilder<unknown>): RawBuilder<boolean> {
  if (seen.kind === 'all') return sql<boolean>`true`;
  const listed = sql<boolean>`coalesce(${owner} = any(${[...seen.user_ids]}::text[]), false)`;
  return seen.unowned ? sql<boolean>`(${owner} is null or ${listed})` : listed;
}
