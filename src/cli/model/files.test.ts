import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandRunner } from '../../../test/harness/commands.ts';
import { writeModelFile } from '../../model/files/write-model-file.ts';
import { presetModel } from '../../model/presets/presets.ts';
import { command } from '../model.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumb-models-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const basic = writeModelFile(presetModel('b2b_basic', 'en'), 'yaml');
const good = put('good.yaml', basic);
const same = put('same.json', writeModelFile(presetModel('b2b_basic', 'en'), 'json'));
const edited = put('edited.yaml', basic.replace('key: executive\n', 'key: executive\n            ceiling: 8\n'));
const own = put('own.yaml', basic.replace('person.department', 'person.team'));
const bad = put('bad.yaml', basic.replace('take: first', 'take: last'));
const plumb = commandRunner(command);

describe('plumb model check', () => {
  it('says of good files that they can be saved', async () => {
    const { said, code } = await plumb('model', 'check', good, same);
    expect(said.split('\n')).toEqual([
      `${good}: B2B basic, 15 terms, can be saved`,
      `${same}: B2B basic, 15 terms, can be saved`,
    ]);
    expect(code).toBe(0);
  });

  it('names every problem with line and path, and ends with 1', async () => {
    const { said, code } = await plumb('model', 'check', bad);
    expect(said).toMatch(/^problem: .*bad\.yaml:\d+:9 dimensions\.0\.groups\.0\.take: Invalid option/);
    expect(code).toBe(1);
  });

  it("warns of a workspace's own fields, and refuses them when it is to be strict", async () => {
    const { said, code } = await plumb('model', 'check', own);
    expect(said).toMatch(/^warning: .*own\.yaml:\d+:\d+ .*: person\.team is no field that every workspace has/);
    expect(code).toBe(0);
    expect(await plumb('model', 'check', '--strict', own)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Expected a field of the catalogue, found "person.team"'),
    });
    const json = JSON.parse((await plumb('model', 'check', '--json', own)).said);
    expect(json).toMatchObject([
      { file: own, problems: [], warnings: [{ path: expect.any(Array), line: expect.any(Number) }] },
    ]);
  });

  it('says which file cannot be read', async () => {
    await expect(plumb('model', 'check', join(folder, 'none.yaml'))).rejects.toMatchObject({ code: 'file_unreadable' });
  });
});

describe('plumb model diff of two files', () => {
  it('needs no database, and speaks four languages', async () => {
    expect((await plumb('model', 'diff', good, edited)).said).toBe('Manager or executive: upper limit none → 8');
    expect((await plumb('model', 'diff', good, edited, '--language', 'ro')).said).toBe(
      'Manager or executive: limita de sus fără → 8',
    );
    expect((await plumb('model', 'diff', good, same)).said).toBe(`${good} and ${same} say the same.`);
  });

  it('gives the changes as data, and an exit code to scripts that ask for one', async () => {
    const { said, code } = await plumb('model', 'diff', good, edited, '--json', '--exit-code');
    expect(JSON.parse(said)).toMatchObject([
      { kind: 'changed', path: ['dimensions', 'fit', 'groups', 'title', 'terms', 'executive', 'ceiling'], after: 8 },
    ]);
    expect(code).toBe(1);
    expect((await plumb('model', 'diff', good, same, '--exit-code')).code).toBe(0);
  });

  it('names the problems of a file that cannot be compared, and a language that there is not', async () => {
    await expect(plumb('model', 'diff', good, bad)).rejects.toMatchObject({ code: 'model_invalid' });
    await expect(plumb('model', 'diff', good, same, '--language', 'de')).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
