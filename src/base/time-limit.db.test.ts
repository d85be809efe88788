import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../test/harness/database.ts';
import { inWorkspace } from './db.ts';
import { withinSeconds } from './time-limit.ts';

const db = await withDatabase();

test('a statement that needs longer is ended and told as such, any other error is what it is, and the limit ends with the transaction', async () => {
  const workspace = await createTestWorkspace(db);
  const ask = (text: string) =>
    inWorkspace(db.app, workspace, (tx) => withinSeconds(tx, 1, 'Too slow', () => sql.raw(text).execute(tx)));
  await expect(ask('select pg_sleep(5)')).rejects.toMatchObject({ code: 'unavailable', message: 'Too slow' });
  await expect(ask('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
  await expect(ask('select 1')).resolves.toBeDefined();
  const { rows } = await inWorkspace(db.app, workspace, (tx) => sql`show statement_timeout`.execute(tx));
  expect(rows).toEqual([{ statement_timeout: '0' }]);
});
