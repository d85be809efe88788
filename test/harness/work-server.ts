import { sql } from 'kysely';
import { afterAll } from 'vitest';
import type { Database } from '../../src/base/db.ts';
import { registerListeners } from '../../src/base/facts.ts';
import { type Arrival, type Claims, receive } from '../../src/flow/capture/index.ts';
import { steps, wireFlow } from '../../src/flow/flow.ts';
import { ann, withAccessServer } from './access-server.ts';

/**
 * A server with the whole flow, its first workspace (Ann's, Europe/Chisinau) and Ann signed in. `arrive` keeps a touch of
 * somebody as a door would and answers whose it became. It has a mail server only where `canMail` says so.
 */
export async function withWorkServer(db: Database, { canMail = false } = {}) {
  wireFlow();
  afterAll(() => void registerListeners([]));
  const { openBrowser } = await withAccessServer(db, { routes: steps.flatMap((step) => step.routes ?? []), canMail });
  const administrator = openBrowser();
  const setUp = await administrator.call('POST', '/api/setup', ann);
  if (setUp.status >= 300) throw new Error(`set-up: ${JSON.stringify(setUp.body)}`);
  const workspaceId = setUp.body.workspace_id as number;
  const { rows } = await sql<{ key: string; source_id: number; name: string }>`
    select key, source_id, name from source where workspace_id = ${workspaceId} order by source_id`.execute(db.owner);
  const sources = new Map(rows.map((row) => [row.key, row]));
  let serial = 0;
  const arrive = async (claims: Claims, more: Partial<Arrival> = {}) => {
    const at = more.occurred_at ?? Date.now();
    const arrival: Arrival = {
      idempotency_key: `arrival-${serial++}`,
      source_id: (sources.get('website') ?? [...sources.values()][0])?.source_id as number,
      channel: 'tracking',
      type: 'identify',
      event: null,
      occurred_at: at,
      received_at: Math.max(at, Date.now()),
      claims,
      properties: {},
      fields: null,
      company: null,
      raw: '{}',
      ...more,
    };
    const [outcome] = await receive(db.app, workspaceId, [arrival]);
    if (!outcome) throw new Error('the arrival has no outcome');
    return outcome;
  };
  return { administrator, openBrowser, workspaceId, sources, arrive };
}
