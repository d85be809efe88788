import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ann, withAccessServer } from '../../test/harness/access-server.ts';
import { withDatabase } from '../../test/harness/database.ts';
import { root } from '../../test/harness/source-files.ts';

const db = await withDatabase();
const { openBrowser } = await withAccessServer(db);
await openBrowser().call('POST', '/api/setup', ann);

/** What a command that is refused says, and its exit code. */
const plumb = (...args: string[]) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: db.url, LOG_LEVEL: 'warn' };
    execFile(process.execPath, [join(root, 'src/main.ts'), ...args], { env }, (error, _, said) =>
      resolve({ code: error?.code, said }),
    );
  });

test('an argument that cannot be understood is told in one sentence', async () => {
  expect(await plumb('explain', 'ann@example.com', '--at', 'yesterday')).toEqual({
    code: 1,
    said: 'plumb: --at yesterday: expected an ISO 8601 instant\n',
  });
});

test('what is wrong in a file is told problem by problem', async () => {
  const mapping = join(tmpdir(), `plumb-mapping-${process.pid}.json`);
  await writeFile(mapping, JSON.stringify({ columns: [{ column: 'Mail' }], decimal: ';' }));
  const { code, said } = await plumb('import', join(root, 'README.md'), '--mapping', mapping);
  expect(code).toBe(1);
  for (const path of ['columns.0.target', 'decimal']) expect(said.split(path)).toHaveLength(2);
});
