import { expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withLabCompany } from '../../../../test/harness/lab-company.ts';
import { inWorkspace } from '../../../base/db.ts';
import { prepareModel, scoreAt } from '../../../model/evaluate.ts';
import type { Model } from '../../../model/format.ts';
import { termCatalogue } from '../catalogue.ts';
import { readHistories, subjectAt } from '../history.ts';
import { readQuestion } from './asked-model.ts';
import { PreviewBody } from './contract.ts';
import { inLab } from './in-lab.ts';
import { findNow, findThen, preview } from './preview.ts';
import { drawPeople } from './sample.ts';
import type { Pair } from './tell-preview.ts';

const db = await withDatabase();
const now = Date.UTC(2026, 0, 12, 12);
const { ask: askLab, workspaceId, modelId, document } = await withLabCompany(db, 500, now);
const live = document as Model;

/** A draft with other points, a term off, other cut-offs, and a signal that nobody counts yet. */
const draft: Model = {
  ...live,
  signals: {
    ...live.signals,
    docs: {
      name: 'Docs read',
      when: { combinator: 'and', rules: [{ field: 'touch.path', operator: 'beginsWith', value: '/docs' }] },
    },
  },
  bands: live.bands.map((band) => (band.from === undefined ? band : { ...band, from: band.from - 10 })),
  dimensions: live.dimensions.map((dimension) =>
    dimension.key !== 'engagement'
      ? dimension
      : {
          ...dimension,
          groups: [
            ...dimension.groups.map((group) => ({
              ...group,
              terms: group.terms.map((term) => {
                if (term.key === 'pricing_viewed') return { ...term, points: 12 };
                return term.key === 'newsletter_subscribed' ? { ...term, off: true } : term;
              }),
            })),
            {
              key: 'reading',
              name: 'Reading',
              take: 'sum' as const,
              terms: [
                {
                  key: 'docs',
                  kind: 'signal' as const,
                  signal: 'docs',
                  points: 3,
                  decay: { curve: 'linear' as const, days: 60 },
                  at_most: { n: 2, per: 'week' as const },
                },
              ],
            },
          ],
        },
  ),
};

const sorted = (pairs: readonly Pair[]) => {
  const numbers = new Map<string, number>();
  for (const { people, ...pair } of pairs) {
    const key = JSON.stringify([
      pair.before && [pair.before.total, pair.before.band, pair.before.cell],
      pair.after.total,
      pair.after.band,
      pair.after.cell,
    ]);
    numbers.set(key, (numbers.get(key) ?? 0) + people);
  }
  return [...numbers].sort(([a], [b]) => (a < b ? -1 : 1));
};

test('what SQL finds of everybody now is what reading each person finds, a signal that nobody counts yet among it', async () => {
  const at = now;
  const { question, drawn } = await inLab(db.app, workspaceId, async (tx) => ({
    question: await readQuestion(tx, workspaceId, modelId, { document: draft }),
    drawn: await drawPeople(tx, workspaceId, 'everybody', 100_000, { named: true }),
  }));
  expect(question.after.uncounted).toHaveLength(1);
  // Bands with margins remember: what the rows say of before is asked for as it would be shown to somebody new.
  const without = (model: Model) => ({ ...model, bands: model.bands.map(({ margin: _, ...band }) => band) });
  const plain = { ...question, before: null, after: { ...question.after, model: without(question.after.model) } };
  const inSql = await findNow(db.app, workspaceId, plain, drawn, at);
  const oneByOne = await inLab(db.app, workspaceId, (tx) => findThen(tx, workspaceId, plain, drawn, at));
  expect(sorted(inSql.pairs)).toEqual(sorted(oneByOne.pairs));
  expect(inSql.sample.read).toBe(oneByOne.sample.read);
  for (const [term, tally] of oneByOne.terms) expect({ term, ...inSql.terms.get(term) }).toEqual({ term, ...tally });
  expect(oneByOne.terms.get('docs')?.given).toBeGreaterThan(0);
});

test('the distribution before and after is that of the receipts of everybody', async () => {
  const at = Date.now();
  const answer = await preview(db.app, workspaceId, modelId, PreviewBody.parse({ document: draft }), at);
  const scores = await inWorkspace(db.app, workspaceId, async (tx) => {
    const { context, after, before } = await readQuestion(tx, workspaceId, modelId, {
      document: { ...draft, signals: live.signals, dimensions: live.dimensions },
    });
    const drawn = await drawPeople(tx, workspaceId, 'everybody', 100_000, { named: true });
    const histories = await readHistories(tx, workspaceId, drawn.ids ?? []);
    const ready = prepareModel(before?.model as Model, termCatalogue(context), context.time_zone);
    expect(after.uncounted).toEqual([]);
    return [...histories.values()].map((history) => scoreAt(ready, subjectAt(history, after, at), at).points);
  });
  expect(answer.sample).toEqual({ people: scores.length, read: scores.length });
  for (const { from, to, before } of answer.totals) {
    // A moment lies between the rows, which the running server keeps up to date, and this reading.
    const number = scores.filter((points) => points >= from && points <= to).length;
    expect(Math.abs((before ?? 0) - number)).toBeLessThanOrEqual(3);
  }
  const sum = (numbers: (number | null)[]) => numbers.reduce<number>((total, each) => total + (each ?? 0), 0);
  for (const rows of [answer.totals, answer.bands, answer.cells ?? []]) {
    expect(sum(rows.map((row) => row.before))).toBe(scores.length);
    expect(sum(rows.map((row) => row.after))).toBe(scores.length);
    expect(rows.every((row) => row.error === 0)).toBe(true);
  }
  for (const band of answer.bands) expect((band.before ?? 0) + (band.into ?? 0) - (band.out_of ?? 0)).toBe(band.after);
  expect(answer.terms.some((term) => term.term === 'newsletter_subscribed')).toBe(false);
});

test('on a past day people stand as they stood then: who came later is not counted, and nothing is read of the future', async () => {
  const at = new Date(now - 120 * 86_400_000).toISOString();
  const answer = await preview(db.app, workspaceId, modelId, PreviewBody.parse({ version: 'live', at }), Date.now());
  expect(answer.sample.people).toBeLessThan(500);
  expect(answer.sample.people).toBeGreaterThan(100);
  expect(answer.totals.every((bar) => bar.before === bar.after)).toBe(true);
});

test('a sample is about as large as asked for, always the same, and its errors are stated', async () => {
  const draw = () => inLab(db.app, workspaceId, (tx) => drawPeople(tx, workspaceId, 'everybody', 200));
  const [first, again] = [await draw(), await draw()];
  expect(first.ids).toEqual(again.ids);
  expect(first.read).toBeGreaterThan(140);
  expect(first.read).toBeLessThan(260);
  const question = await inLab(db.app, workspaceId, (tx) => readQuestion(tx, workspaceId, modelId, {}));
  const some = await findNow(db.app, workspaceId, question, first, Date.now());
  expect(some.pairs.reduce((sum, pair) => sum + pair.people, 0)).toBe(first.read);
});

test('through the door: problems have their path, leads alone can be asked for, and a document or a version is asked about', async () => {
  const ask = (body: object) => askLab('preview', body);
  const broken = { ...draft, bands: [{ key: 'cold' }, { key: 'cold', from: 5 }] };
  const refused = await ask({ document: broken });
  expect(refused.status === 422 ? refused.body.errors[0].path[0] : refused).toBe('bands');
  expect((await ask({ document: draft, version: 'live' })).status).toBe(400);
  expect((await ask({ version: 77 })).status).toBe(404);
  const [all, leads] = [await ask({}), await ask({ who: 'leads' })];
  expect(leads.body.sample.people).toBeLessThan(all.body.sample.people);
  expect(all.body.live_version).toBe(1);
});
