import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { commandRunner } from '../../../test/harness/commands.ts';
import { createTestWorkspace, withDatabase } from '../../../test/harness/database.ts';
import { byPlumb } from '../../access/audit.ts';
import { inWorkspace } from '../../base/db.ts';
import { installPreset } from '../../flow/scoring/install-preset.ts';
import { saveDraft } from '../../flow/scoring/publish.ts';
import { diffModels } from '../../model/diff/diff-models.ts';
import { readModelFile } from '../../model/files/read-model-file.ts';
import { presetModel } from '../../model/presets/presets.ts';
import { command } from '../model.ts';
import { builtInCatalogues } from './built-in-fields.ts';

const db = await withDatabase();
const workspace = await createTestWorkspace(db);
await inWorkspace(db.app, workspace, (tx) => installPreset(tx, workspace, 'b2b_decay', 'en', Date.UTC(2026, 0, 1)));
const folder = mkdtempSync(join(tmpdir(), 'plumb-versions-'));
afterAll(() => rmSync(folder, { recursive: true }));
const plumb = commandRunner(command, db);
const file = join(folder, 'main.yaml');
const read = () => readFileSync(file, 'utf8');
const edit = (from: string, to: string) => {
  expect(read()).toContain(from);
  writeFileSync(file, read().replace(from, to));
};
const versions = async () => {
  const { rows } = await sql<{ version: number; state: string; note: string | null }>`
    select v.version, v.state, v.note from model_version v where v.workspace_id = ${workspace} order by v.model_id, v.version`.execute(
    db.owner,
  );
  return rows;
};
const audited = async () => {
  const { rows } = await sql<{ action: string }>`
    select a.action from audit_entry a where a.workspace_id = ${workspace} order by a.audit_entry_id`.execute(db.owner);
  return rows.map(({ action }) => action);
};

const isAwaited = async (pid: number) => {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from pg_stat_activity a where ${pid}::int = any(pg_blocking_pids(a.pid))) as waits`.execute(
    db.owner,
  );
  return rows[0]?.waits;
};

describe('a model kept as a file', () => {
  it('is pulled as it is live', async () => {
    expect((await plumb('model', 'pull', file)).said).toBe(`B2B with decay, version 1 (live), is written to ${file}.`);
    const { model, problems } = readModelFile(read(), builtInCatalogues);
    expect(problems).toEqual([]);
    expect(diffModels(presetModel('b2b_decay', 'en'), model ?? presetModel('b2b_basic', 'en'))).toEqual([]);
    expect((await plumb('model', 'pull')).said).toBe(read().trimEnd());
  });

  it('pushed unchanged writes nothing', async () => {
    expect((await plumb('model', 'push', file)).said).toContain('nothing was written');
    expect(await versions()).toHaveLength(1);
  });

  it('is refused with every problem and its line, and nothing is written', async () => {
    const before = read();
    edit('points: 25', 'points: many');
    edit('person.department', 'person.departement');
    await expect(plumb('model', 'push', file)).rejects.toMatchObject({
      code: 'model_invalid',
      message: expect.stringMatching(
        /2 problems\n.*main\.yaml:\d+:\d+ .*person\.departement.*\n.*main\.yaml:\d+:\d+ .*points/s,
      ),
    });
    expect(await versions()).toHaveLength(1);
    writeFileSync(file, before);
  });

  it('becomes the draft, and is told from what is live in words', async () => {
    edit('points: 25', 'points: 30');
    expect((await plumb('model', 'diff', file)).said).toBe('Trial requested: 25 → 30 points');
    expect((await plumb('model', 'push', file, '--note', 'Trials are worth more')).said).toContain(
      'is the draft of B2B with decay, version 2',
    );
    expect(await versions()).toEqual([
      { version: 1, state: 'published', note: null },
      { version: 2, state: 'draft', note: 'Trials are worth more' },
    ]);
    expect((await plumb('model', 'diff', 'draft')).said).toBe('Trial requested: 25 → 30 points');
    expect((await plumb('model', 'diff', 'draft', file)).said).toContain('say the same');
  });

  it('goes live when asked to, with everybody to be scored anew, and an entry in the audit log', async () => {
    expect((await plumb('model', 'push', file, '--publish')).said).toContain('is live: B2B with decay, version 2');
    expect((await plumb('model', 'diff', '1', 'live', '--language', 'ru')).said).toBe(
      'Trial requested: 25 → 30 баллов',
    );
    expect((await audited()).filter((action) => action.startsWith('model.'))).toEqual([
      'model.published',
      'model.published',
    ]);
    const { rows } = await sql<{ jobs: number }>`
      select count(*)::int as jobs from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'scoring.rescore'`.execute(db.owner);
    expect(rows).toEqual([{ jobs: 1 }]);
    expect((await plumb('model', 'push', file, '--publish')).said).toContain('nothing was written');
  });

  it('an older version is pulled by its number, the draft by its name', async () => {
    expect((await plumb('model', 'pull', '--version', '1')).said).toContain('points: 25');
    await expect(plumb('model', 'pull', '--version', 'draft')).rejects.toMatchObject({ code: 'not_found' });
    await expect(plumb('model', 'pull', '--version', '9')).rejects.toMatchObject({ code: 'not_found' });
    await expect(plumb('model', 'pull', '--version', 'newest')).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('does not replace a draft that was made on the screen, unless it was pulled from it or is told to', async () => {
    const onScreen = async (points: number) => {
      const { rows } = await sql<{ model_id: number }>`
        select m.model_id from model m where m.workspace_id = ${workspace} and m.is_primary`.execute(db.owner);
      const { model: edited } = readModelFile(read().replace('points: 30', `points: ${points}`), builtInCatalogues);
      await inWorkspace(db.app, workspace, (tx) =>
        saveDraft(tx, workspace, { ...byPlumb, user_id: 'ann' }, rows[0]?.model_id as number, edited, null),
      );
    };
    await onScreen(35);
    const live = read();
    edit('points: 30', 'points: 31');
    const refused = { code: 'conflict', message: expect.stringContaining('--force') };
    await expect(plumb('model', 'push', file)).rejects.toMatchObject(refused);
    await expect(plumb('model', 'push', file, '--publish')).rejects.toMatchObject(refused);
    expect((await plumb('model', 'diff', 'draft', file)).said).toBe('Trial requested: 35 → 31 points');
    await plumb('model', 'pull', file, '--version', 'draft');
    edit('points: 35', 'points: 36');
    expect((await plumb('model', 'push', file)).said).toContain('is the draft');
    // What the command itself made is in a file: another push replaces it.
    edit('points: 36', 'points: 37');
    expect((await plumb('model', 'push', file)).said).toContain('is the draft');
    writeFileSync(file, live);
    await onScreen(40);
    await expect(plumb('model', 'push', file)).rejects.toMatchObject(refused);
    expect((await plumb('model', 'push', file, '--force')).said).toContain('is the draft');
  });

  it('does not replace a draft that somebody saves while it is being pushed, and does when told to', async () => {
    const pushBeside = async (points: number, ...more: string[]) => {
      const { model: edited } = readModelFile(read().replace('points: 32', `points: ${points}`), builtInCatalogues);
      const { push } = await inWorkspace(db.app, workspace, async (tx) => {
        const { rows } = await sql<{ model_id: number; pid: number }>`
          select m.model_id, pg_backend_pid() as pid from model m where m.workspace_id = ${workspace} and m.is_primary`.execute(
          tx,
        );
        const { model_id = 0, pid = 0 } = rows[0] ?? {};
        await saveDraft(tx, workspace, { ...byPlumb, user_id: 'ann' }, model_id, edited, null);
        // Both have looked at the draft before the other's is kept.
        const push = Promise.allSettled([plumb('model', 'push', file, ...more)]);
        await expect.poll(() => isAwaited(pid), { timeout: 10_000 }).toBe(true);
        return { push };
      });
      return (await push)[0];
    };
    expect((await plumb('model', 'push', file, '--force')).said).toContain('nothing was written');
    edit('points: 30', 'points: 32');
    expect(await pushBeside(41)).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } });
    expect((await plumb('model', 'diff', 'draft', file)).said).toBe('Trial requested: 41 → 32 points');
    expect(await pushBeside(42, '--force')).toMatchObject({ status: 'fulfilled' });
    expect((await plumb('model', 'diff', 'draft', file)).said).toContain('say the same');
  });

  it('makes another model beside the first, when asked to', async () => {
    await expect(plumb('model', 'push', file, '--model', 'services')).rejects.toMatchObject({ code: 'not_found' });
    expect((await plumb('model', 'push', file, '--model', 'services', '--create', '--publish')).said).toContain(
      'is live',
    );
    expect((await plumb('model', 'pull', '--model', 'services')).said).toBe(read().trimEnd());
  });
});
