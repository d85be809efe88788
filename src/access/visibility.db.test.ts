import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../../test/harness/database.ts';
import { salespeopleSee } from './contract.ts';
import { roles } from './permissions.ts';
import { ownerCondition, seesOwner, visibility } from './visibility.ts';

const db = await withDatabase();
const owners = [null, 'ann', 'bob', 'cid', "o'neil", ''];
const actors = roles.flatMap((role) =>
  [[], ['ann', 'bob']].map((team_user_ids) => ({ role, user_id: 'ann', team_user_ids })),
);

test('only salespeople are ever restricted', () => {
  for (const actor of actors.filter(({ role }) => role !== 'salesperson')) {
    for (const salespeople_see of salespeopleSee) {
      expect(visibility(actor, { salespeople_see })).toEqual({ kind: 'all', user_ids: [], unowned: true });
    }
  }
  expect(visibility({ role: 'salesperson', user_id: 'ann', team_user_ids: [] }, { salespeople_see: 'all' }).kind).toBe(
    'all',
  );
});

test('own: one’s own leads only; team: the team’s and nobody’s; without a team one’s own and nobody’s', () => {
  const see = (salespeople_see: (typeof salespeopleSee)[number], team_user_ids: string[]) => {
    const seen = visibility({ role: 'salesperson', user_id: 'ann', team_user_ids }, { salespeople_see });
    return owners.filter((owner) => seesOwner(seen, owner));
  };
  expect(see('own', ['ann', 'bob'])).toEqual(['ann']);
  expect(see('team', ['ann', 'bob'])).toEqual([null, 'ann', 'bob']);
  expect(see('team', [])).toEqual([null, 'ann']);
  expect(see('all', [])).toEqual(owners);
});

test('SQL and TypeScript agree on every owner, and SQL is never unknown', async () => {
  for (const actor of [...actors, { role: 'salesperson' as const, user_id: null, team_user_ids: [] }]) {
    for (const salespeople_see of salespeopleSee) {
      const seen = visibility(actor, { salespeople_see });
      const { rows } = await sql<{ owner_id: string | null; seen: boolean }>`
        select owner_id, ${ownerCondition(seen, sql.ref('lead.owner_id'))} as seen
        from unnest(${owners}::text[]) as lead (owner_id)`.execute(db.app);
      expect(rows).toEqual(owners.map((owner_id) => ({ owner_id, seen: seesOwner(seen, owner_id) })));
    }
  }
});
