import { sql } from 'kysely';
import type { Database } from '../../src/base/db.ts';
import { registerListeners, within } from '../../src/base/facts.ts';
import { type Arrival, arrivalsReceived, capture, type Outcome } from '../../src/flow/capture/index.ts';
import { ann, withAccessServer } from './access-server.ts';

/** What the doors of a test server handed on, as it was committed, in order. */
export type Recorder = { list(): Promise<Arrival[]>; clear(): Promise<void> };

/**
 * A server with capture's doors alone, its first workspace, a public write key and a secret key. In the place of identity
 * stands a recorder: it keeps each arrival once by its key, and refuses those whose event is `poison`.
 */
export async function withDoors(db: Database) {
  const arrivals = await recordArrivals(db);
  const { server, openBrowser } = await withAccessServer(db, { routes: [capture.routes ?? (() => undefined)] });
  const browser = openBrowser();
  const setUp = await browser.call('POST', '/api/setup', ann);
  if (setUp.status >= 300) throw new Error(`set-up: ${JSON.stringify(setUp.body)}`);
  const { body: me } = await browser.call('GET', '/api/me');
  const write = await browser.call('POST', '/api/keys', { kind: 'write', name: 'Site' });
  const secret = await browser.call('POST', '/api/keys', { kind: 'secret', name: 'CRM' });
  return {
    server,
    browser,
    arrivals,
    workspace_id: me.workspace.workspace_id as number,
    writeKey: write.body.token as string,
    secretKey: secret.body.token as string,
  };
}

/** Wires a recorder in the place of identity, beside capture's own listeners. */
export async function recordArrivals(db: Database): Promise<Recorder> {
  await sql`
    create table recorded (n bigint generated always as identity, workspace_id integer, key text, arrival json, unique (workspace_id, key))`.execute(
    db.owner,
  );
  await sql`grant select, insert, delete on recorded to plumb_app`.execute(db.owner);
  const record = within(arrivalsReceived, async (tx, { workspace_id, arrivals, outcomes }) => {
    const fresh = await sql<{ n: number; key: string }>`
      insert into recorded (workspace_id, key, arrival)
      select ${workspace_id}, g.arrival ->> 'idempotency_key', g.arrival
      from json_array_elements(${JSON.stringify(arrivals)}::json) with ordinality as g (arrival, n)
      order by g.n
      on conflict do nothing
      returning n, key`.execute(tx);
    const poison = arrivals.find((arrival) => arrival.event === 'poison');
    // What PostgreSQL says of a value it will not take.
    if (poison) await sql`select ${'x'}::text::integer`.execute(tx);
    const ids = new Map(fresh.rows.map(({ key, n }) => [key, n]));
    for (const { idempotency_key } of arrivals) outcomes.push(toOutcome(ids, idempotency_key));
  });
  registerListeners([...(capture.listeners ?? []), record]);
  return {
    list: async () => {
      const { rows } = await sql<{ arrival: Arrival }>`select arrival from recorded order by n`.execute(db.owner);
      return rows.map(({ arrival }) => arrival);
    },
    clear: async () => void (await sql`delete from recorded`.execute(db.owner)),
  };
}

function toOutcome(ids: Map<string, number>, key: string): Outcome {
  const id = ids.get(key);
  ids.delete(key);
  const created = id !== undefined;
  return {
    person_id: id ?? 0,
    touch_id: id ?? 0,
    repeated: !created,
    person_created: created,
    company_created: false,
    lead_opened: false,
  };
}
