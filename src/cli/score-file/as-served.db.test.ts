import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../test/harness/database.ts';
import { byPlumb } from '../../access/audit.ts';
import { inWorkspace } from '../../base/db.ts';
import { registerListeners } from '../../base/facts.ts';
import { bringInFile, capture, receive } from '../../flow/capture/index.ts';
import { insertSource } from '../../flow/capture/sources/queries.ts';
import { findPersonByEmail, identity } from '../../flow/identity/index.ts';
import { explainPerson, scoring } from '../../flow/scoring/index.ts';
import { ensureModel, makeLive, saveDraft } from '../../flow/scoring/publish.ts';
import { writeModelFile } from '../../model/files/write-model-file.ts';
import { Model } from '../../model/format.ts';
import { scoreFile } from './score-file.ts';

const db = await withDatabase();
registerListeners([...(capture.listeners ?? []), ...(identity.listeners ?? []), ...(scoring.listeners ?? [])]);
const folder = mkdtempSync(join(tmpdir(), 'plumb-served-'));
afterAll(() => {
  registerListeners([]);
  rmSync(folder, { recursive: true });
});

const noon = Date.UTC(2026, 4, 4, 12);
const day = 86_400_000;
const event = (name: string) => ({
  name,
  when: { combinator: 'and' as const, rules: [{ field: 'touch.event', operator: '=' as const, value: name }] },
});
const model = Model.parse({
  format: 1,
  name: 'As served',
  signals: {
    trial: event('Trial'),
    imported: event('Imported'),
    pro: {
      name: 'Pro plan',
      when: {
        combinator: 'or',
        rules: [
          { field: 'touch.properties.plan', operator: '=', value: 'pro' },
          { field: 'touch.path', operator: 'matchesPath', value: '/pricing/**' },
        ],
      },
    },
  },
  dimensions: [
    {
      key: 'fit',
      name: 'Fit',
      groups: [
        {
          key: 'who',
          name: 'Who',
          terms: [
            {
              kind: 'field',
              key: 'chief',
              points: 10,
              when: {
                combinator: 'and',
                rules: [{ field: 'person.title', operator: 'contains', value: ['chief', '总监'] }],
              },
            },
            {
              kind: 'field',
              key: 'large',
              points: 7.5,
              when: { combinator: 'and', rules: [{ field: 'company.employees', operator: '>=', value: 100 }] },
            },
            {
              kind: 'field',
              key: 'reachable',
              points: 3.3,
              when: {
                combinator: 'and',
                rules: [
                  { field: 'person.email_kind', operator: '=', value: 'business' },
                  { field: 'person.first_source', operator: '=', value: 'import' },
                ],
              },
            },
          ],
        },
      ],
    },
    {
      key: 'engagement',
      name: 'Engagement',
      groups: [
        {
          key: 'did',
          name: 'Did',
          ceiling: 60,
          terms: [
            {
              kind: 'signal',
              key: 'trial',
              signal: 'trial',
              points: 20,
              decay: { curve: 'half_life', days: 14 },
              at_most: { n: 1, per: 'week' },
            },
            { kind: 'signal', key: 'pro', signal: 'pro', points: 4.25, decay: { curve: 'linear', days: 30 } },
            { kind: 'count', key: 'often', signal: 'pro', points: 5, comparison: '>=', count: 2, window_days: 10 },
            { kind: 'signal', key: 'imported', signal: 'imported', points: 6, decay: { curve: 'cliff', days: 40 } },
          ],
        },
      ],
    },
  ],
  bands: [{ key: 'cold' }, { key: 'warm', from: 15, margin: 3 }, { key: 'hot', from: 30, margin: 4 }],
  grid: {
    fit: { dimension: 'fit', cuts: [15, 8, 3] },
    engagement: { dimension: 'engagement', cuts: [30, 15, 5] },
  },
});

const rows = fc.sample(
  fc.record({
    title: fc.constantFrom('Chief buyer', '市场总监', 'Clerk', ''),
    employees: fc.constantFrom('5', '1,200', '100', 'many', ''),
    age: fc.integer({ min: 30, max: 70 }),
    touches: fc.array(
      fc.record({
        age: fc.integer({ min: -200, max: 2900 }),
        what: fc.constantFrom(
          { event: 'Trial', plan: '', url: '' },
          { event: 'Trial', plan: 'pro', url: '' },
          { event: '', plan: '', url: 'https://acme.com/pricing/team?utm_source=x' },
          { event: 'Other', plan: 'PRO', url: '' },
        ),
      }),
      { maxLength: 7 },
    ),
  }),
  { numRuns: 60, seed: 4 },
);
const instant = (age: number) => noon - Math.round((age / 100) * day);
const emailOf = (n: number) => `p${n}@company${n}.md`;

test('rows and touches of files give the very scores that the same rows and touches give when they are served', async () => {
  const people = join(folder, 'people.csv');
  const touches = join(folder, 'touches.csv');
  const modelFile = join(folder, 'model.yaml');
  const said = rows.map(({ title, employees, age }, n) => ({
    'User id': `u${n}`,
    Email: emailOf(n),
    Name: `Person ${n}`,
    'Job title': title,
    Employees: /^\D+$/.test(employees) ? '' : employees,
    Created: new Date(noon - age * day).toISOString(),
  }));
  const done = rows.flatMap(({ touches: list }, n) =>
    list.map(({ age, what }) => ({ user_id: `u${n}`, occurred_at: new Date(instant(age)).toISOString(), ...what })),
  );
  writeFileSync(people, stringify(said, { header: true }));
  writeFileSync(touches, stringify(done, { header: true }));
  writeFileSync(modelFile, writeModelFile(model, 'yaml'));

  const workspace = await createTestWorkspace(db, { time_zone: 'Europe/Chisinau' });
  const source_id = await inWorkspace(db.app, workspace, async (tx) => {
    const source_id = Number(await insertSource(tx, workspace, { key: 'import', channel: 'file', name: 'Import' }));
    const modelId = await ensureModel(tx, workspace, { key: 'main', name: 'Main', is_primary: true });
    await saveDraft(tx, workspace, byPlumb, modelId, model, null);
    await makeLive(tx, workspace, byPlumb, modelId, 1, noon - 1000 * day);
    return source_id;
  });
  const brought = await bringInFile(db.app, workspace, { path: people, most_bytes: 1_000_000 }, {});
  expect(brought.import).toMatchObject({ state: 'done', counts: { kept: rows.length } });
  const arrivals = done.map(({ user_id, occurred_at, event, plan, url }, n) => ({
    idempotency_key: `t${n}`,
    source_id,
    channel: 'file',
    type: event === '' ? ('page' as const) : ('track' as const),
    event: event === '' ? null : event,
    occurred_at: Date.parse(occurred_at),
    received_at: noon + 100 * day,
    claims: { user_id },
    properties: { ...(plan && { plan }), ...(url && { url, path: '/pricing/team' }) },
    fields: null,
    company: null,
    raw: '{}',
  }));
  await receive(db.app, workspace, arrivals);

  for (const at of [noon - 45 * day, noon - 20 * day, noon - 3 * day, noon + 17 * day]) {
    const scores = await scoreFile({ people, model: modelFile, touches, at, time_zone: 'Europe/Chisinau' });
    const read = await Array.fromAsync(scores.rows);
    expect(read).toHaveLength(rows.length);
    await inWorkspace(db.app, workspace, async (tx) => {
      for (const { row_no, score } of read) {
        const personId = (await findPersonByEmail(tx, workspace, emailOf(row_no - 1))) ?? Number.NaN;
        const served = await explainPerson(tx, workspace, personId, at);
        const shown = ({ points, exact, band, cell, dimensions }: typeof score) => ({
          ...{ points, exact, band, cell },
          dimensions: dimensions.map((each) => [each.key, each.points, each.lines.map((line) => line.points)]),
        });
        expect(shown(score)).toEqual(shown(served.score));
      }
    });
    expect(new Set(read.map(({ score }) => score.points)).size).toBeGreaterThan(3);
  }
}, 60_000);
