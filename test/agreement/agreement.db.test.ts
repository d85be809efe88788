import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { sources } from '../../demo/site.ts';
import { byPlumb } from '../../src/access/audit.ts';
import { inWorkspace } from '../../src/base/db.ts';
import { announce, registerListeners } from '../../src/base/facts.ts';
import { compileMapping } from '../../src/flow/capture/import/compile-mapping.ts';
import type { ImportValueType } from '../../src/flow/capture/import/contract.ts';
import { type Arrival, capture, fieldsWanted } from '../../src/flow/capture/index.ts';
import { readMessage } from '../../src/flow/capture/segment/read-message.ts';
import { insertSource } from '../../src/flow/capture/sources/queries.ts';
import { identity } from '../../src/flow/identity/index.ts';
import { scoring } from '../../src/flow/scoring/index.ts';
import { ensureModel, makeLive, saveDraft } from '../../src/flow/scoring/publish.ts';
import { insideMargin } from '../../src/model/band.ts';
import type { Model } from '../../src/model/format.ts';
import { presetModel } from '../../src/model/presets/presets.ts';
import { createTestWorkspace, withDatabase } from '../harness/database.ts';
import { type Crowd, folder, loanFunnel, onlineShoppers, xEducation } from './crowds.ts';
import { demoArrivals, writeFiles } from './demo-company.ts';
import { type FourWays, type Scores, type Served, scoreFourWays } from './four-ways.ts';

const db = await withDatabase();
registerListeners([...(capture.listeners ?? []), ...(identity.listeners ?? []), ...(scoring.listeners ?? [])]);
afterAll(() => registerListeners([]));

/** Of real data a part is enough to notice a difference; all of it takes some minutes: `PLUMB_TEST_ALL_DATA=1`. */
const part = (every: number) => (process.env.PLUMB_TEST_ALL_DATA ? 1 : every);

type Wanted = { scope: 'person'; key: string; label: string; type: ImportValueType };

async function serve(model: Model, time_zone: string, fields: Wanted[] = []): Promise<Served> {
  const workspaceId = await createTestWorkspace(db, { time_zone });
  const modelId = await inWorkspace(db.app, workspaceId, async (tx) => {
    await announce(tx, fieldsWanted, { workspace_id: workspaceId, fields });
    const id = await ensureModel(tx, workspaceId, { key: 'main', name: 'Main', is_primary: true });
    await saveDraft(tx, workspaceId, byPlumb, id, model, null);
    await makeLive(tx, workspaceId, byPlumb, id, 1, Date.UTC(2000, 0));
    return id;
  });
  return { db, workspaceId, modelId, model, timeZone: time_zone };
}

/** Who differs from the reader, with what each way shows; `but` leaves out what need not agree. */
function differencesOf(
  ways: FourWays,
  way: 'live' | 'bulk' | 'file',
  but: (id: number) => 'band' | undefined = () => undefined,
) {
  const shown = (scores: Scores, id: number) => {
    const { band, ...rest } = scores.get(id) ?? { band: 'nobody' };
    return JSON.stringify(but(id) === 'band' ? rest : { band, ...rest });
  };
  return [...ways.reader.keys()].flatMap((id) => {
    const [here, there] = [shown(ways[way], id), shown(ways.reader, id)];
    return here === there ? [] : [`${id}: ${way} ${here}, reader ${there}`];
  });
}

function expectAgreement(ways: FourWays, people: number) {
  const at = new Date(ways.at).toISOString();
  for (const way of ['live', 'bulk', 'file'] as const)
    expect({ at, way, wrong: differencesOf(ways, way) }).toEqual({ at, way, wrong: [] });
  expect(ways.reader.size).toBeGreaterThan(people);
}

const crowds: [string, (every: number) => Crowd, number][] = [
  ['x-education', xEducation, 6],
  ['online-shoppers', onlineShoppers, 12],
  ['bpi2012-loan-funnel', loanFunnel, 16],
];

describe('live points, points in bulk, the receipt and `plumb score` agree to the shown digit', () => {
  it.skipIf(!existsSync(folder)).each(crowds)(
    'on %s, as touches, at several instants (only where the data is beside the checkout)',
    async (_name, read, every) => {
      const crowd = read(part(every));
      const { people, touches, mapping, key, model, instants } = crowd;
      const fields = mapping.columns.flatMap(({ target }) =>
        target.to === 'new_field'
          ? [{ scope: 'person' as const, key: target.field, label: target.label, type: target.type }]
          : [],
      );
      const served = await serve(model, crowd.time_zone, fields);
      const { workspaceId } = served;
      const source_id = await inWorkspace(db.app, workspaceId, (tx) =>
        insertSource(tx, workspaceId, { key: 'import', channel: 'file', name: 'Import' }),
      );
      const source = { source_id: Number(source_id), channel: 'file' };
      const rows = compileMapping(mapping, {
        columns: people.columns,
        source,
        sources: [],
        time_zone: crowd.time_zone,
      });
      const arrivals = [
        ...people.rows.map((cells): Arrival => {
          const found = rows.read(cells, Number.MAX_SAFE_INTEGER);
          if (found.kind === 'reject') throw new Error(found.detail);
          return { ...found.arrival, received_at: found.arrival.occurred_at };
        }),
        ...touches.rows.map((cells, index) => toArrival(touches.columns, cells, index, key, source)),
      ];
      const idsOf = async () => {
        const { rows: ids } = await sql<{ value: string; person_id: number }>`
          select i.value, i.person_id from identifier i where i.workspace_id = ${workspaceId} and i.kind = 'user_id'`.execute(
          db.owner,
        );
        return new Map(ids.map((row) => [row.value, row.person_id]));
      };
      const seen = new Set<number>();
      for await (const ways of scoreFourWays(served, arrivals, instants, () => crowd, idsOf)) {
        expectAgreement(ways, 10);
        for (const { total } of ways.reader.values()) seen.add(total);
      }
      expect(seen.size).toBeGreaterThan(15);
    },
    900_000,
  );

  it('on the demo company, at several instants', async () => {
    const until = Date.UTC(2026, 4, 1);
    const model = presetModel('b2b_decay', 'en');
    const served = await serve(model, 'Europe/Chisinau');
    const { workspaceId } = served;
    const sourceIds = await inWorkspace(db.app, workspaceId, async (tx) => {
      const ids = new Map<string, number>();
      for (const source of sources) ids.set(source.key, Number(await insertSource(tx, workspaceId, source)));
      return ids;
    });
    const arrivals = demoArrivals(process.env.PLUMB_TEST_ALL_DATA ? 3000 : 250, until, sourceIds);
    const instants = [300, 120, 31, 0].map((days) => until - days * 86_400_000);
    const idsOf = async () => {
      const { rows } = await sql<{ person_id: number }>`
        select p.person_id from person p where p.workspace_id = ${workspaceId}`.execute(db.owner);
      return new Map(rows.map(({ person_id }) => [String(person_id), person_id]));
    };
    for await (const ways of scoreFourWays(served, arrivals, instants, () => writeFiles(db, workspaceId), idsOf)) {
      // A row says what is known now, not since when: inside a margin the band may depend on that.
      const inMargin = (id: number) =>
        insideMargin(model.bands, ways.reader.get(id)?.total ?? 0) ? 'band' : undefined;
      expect(differencesOf(ways, 'live')).toEqual([]);
      expect(differencesOf(ways, 'bulk')).toEqual([]);
      expect(differencesOf(ways, 'file', inMargin)).toEqual([]);
      expect(ways.reader.size).toBeGreaterThan(10);
    }
  }, 900_000);
});

/** A row of a file of touches as a message of the Segment protocol. */
function toArrival(
  columns: readonly string[],
  cells: readonly string[],
  index: number,
  key: string,
  source: { source_id: number; channel: string },
): Arrival {
  const said = new Map(columns.map((column, place) => [column, cells[place] ?? '']));
  const event = said.get('event') ?? said.get('activity') ?? '';
  const timestamp = new Date(said.get('occurred_at') ?? said.get('timestamp') ?? '').toISOString();
  const taken = new Set([key, 'event', 'activity', 'occurred_at', 'timestamp']);
  const properties = [...said].filter(([name, value]) => value !== '' && !taken.has(name));
  const message = {
    messageId: `touch-${index}`,
    type: event === '' ? 'page' : 'track',
    ...(event === '' ? {} : { event }),
    userId: said.get(key),
    timestamp,
    properties: Object.fromEntries(
      properties.map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]),
    ),
  };
  const read = readMessage(message, JSON.stringify(message), {
    ...source,
    received_at: Date.parse(timestamp),
    sent_at: undefined,
  });
  if (read.kind !== 'read') throw new Error(read.problems[0]?.message);
  return read.arrival;
}
