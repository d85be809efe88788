import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ann, withAccessServer } from '../../test/harness/access-server.ts';
import { withDatabase } from '../../test/harness/database.ts';
import { root } from '../../test/harness/source-files.ts';

const db = await withDatabase();
const { openBrowser } = await withAccessServer(db);
await openBrowser().call('POST', '/api/setup', ann);

/** The command as an administrator of the machine starts it: what it says, or the error it ends with. */
const plumb = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'src/main.ts'), ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: db.url,
      PLUMB_PUBLIC_URL: 'https://plumb.example.com',
      LOG_LEVEL: 'warn',
    },
  });

test('who administers alone and forgot the password gets back in by a link that works once, for an hour', async () => {
  const { stdout } = await plumb('password', 'Ann@Example.com');
  const [, token] = /^https:\/\/plumb\.example\.com\/password#(\S+)\n$/.exec(stdout) ?? [];
  const { rows } = await db.ownerPool.query(
    `select extract(epoch from expires_at - now()) as left from auth_verification where identifier like 'password-link:%'`,
  );
  expect(rows.map(({ left }) => Number(left) > 3_500 && Number(left) <= 3_600)).toEqual([true]);
  const browser = openBrowser();
  const use = () => browser.call('POST', '/api/password-link/use', { token, password: 'remembered from now on' });
  expect((await use()).status).toBe(204);
  expect((await use()).body.code).toBe('gone');
  const { body } = await browser.call('GET', '/api/audit?subject_kind=member');
  expect(body.entries[0]).toMatchObject({ action: 'member.password_link_made', actor: { kind: 'plumb' } });
});

test('nobody of that address: says so and makes nothing', async () => {
  await expect(plumb('password', 'eve@example.com')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('eve@example.com'),
  });
});
