import { sql } from 'kysely';
import { addColleague } from '../src/access/actions/add-colleague.ts';
import { byPlumb, createWorkspace } from '../src/access/index.ts';
import { type Db, inWorkspace } from '../src/base/db.ts';
import { notifyLive } from '../src/base/live.ts';
import { type Arrival, receive } from '../src/flow/capture/index.ts';
import { readMessage } from '../src/flow/capture/segment/read-message.ts';
import { insertSource } from '../src/flow/capture/sources/queries.ts';
import { setOwner } from '../src/flow/identity/index.ts';
import { generatePeople } from './generate.ts';
import type { DemoOutcome } from './outcome.ts';
import { sources, vendor } from './site.ts';
import { staff } from './staff.ts';
import type { DemoTouch } from './touches.ts';

/** What a demo company is made of: enough to make it again, byte for byte, after a crash. `until` is epoch ms. */
export type DemoPlan = { people: number; until: number };

/** How far it is; kept in the workspace's settings. */
export type DemoProgress = DemoPlan & { people_done: number };

/** People whose touches are kept in one transaction; about ten touches each. */
const stride = 150;

/** Makes the workspace of a demo company, with its sources and staff and nobody in it yet. Answers its id. */
export async function createDemoWorkspace(
  app: Db,
  plan: DemoPlan,
  administratorId: string,
  language: string,
  timeZone: string,
): Promise<number> {
  const workspace = { name: vendor.name, kind: 'demo', language, time_zone: timeZone, preset: 'b2b_decay' } as const;
  const workspaceId = await createWorkspace(app, workspace as Parameters<typeof createWorkspace>[1], administratorId);
  await inWorkspace(app, workspaceId, async (tx) => {
    for (const source of sources) await insertSource(tx, workspaceId, source);
    for (const member of staff()) await addColleague(tx, member);
  });
  await writeProgress(app, workspaceId, { ...plan, people_done: 0 });
  return workspaceId;
}

/**
 * Fills a demo workspace through the same door as real touches, each received when it occurred. Goes on where it stopped;
 * what is there already is the same touch again. Ends early when `signal` aborts.
 */
export async function loadDemo(
  app: Db,
  workspaceId: number,
  signal: AbortSignal,
  onProgress: (done: DemoProgress) => void,
): Promise<void> {
  const progress = await readProgress(app, workspaceId);
  if (!progress) return;
  const sourceIds = await inWorkspace(app, workspaceId, async (tx) => {
    const { rows } = await sql<{ key: string; source_id: number; channel: string }>`
      select s.key, s.source_id, s.channel from source s where s.workspace_id = ${workspaceId}`.execute(tx);
    return new Map(rows.map((row) => [row.key, row]));
  });
  const toArrival = (touch: DemoTouch): Arrival => {
    const source = sourceIds.get(touch.source);
    const at = Date.parse(touch.timestamp);
    const read = readMessage(touch, JSON.stringify(touch), {
      source_id: source?.source_id as number,
      channel: source?.channel as string,
      received_at: at,
      sent_at: undefined,
    });
    if (read.kind !== 'read') throw new Error(`demo touch ${touch.messageId}: ${read.problems[0]?.message}`);
    return read.arrival;
  };
  let arrivals: Arrival[] = [];
  let done = 0;
  const keep = async () => {
    await receive(app, workspaceId, arrivals);
    arrivals = [];
    await writeProgress(app, workspaceId, { ...progress, people_done: done });
    onProgress({ ...progress, people_done: done });
  };
  for (const person of generatePeople(progress)) {
    if (++done <= progress.people_done) continue;
    for (const touch of person.touches) arrivals.push(toArrival(touch));
    const ending = endingOf(person.email, person.index, person.outcome);
    if (person.identified_at !== undefined && ending) arrivals.push(toArrival(ending));
    if (done % stride !== 0 && done < progress.people) continue;
    await keep();
    if (signal.aborted) return;
  }
  await shareOut(app, workspaceId);
}

/** How a story ended, as a touch: what the demo's outcomes can be learnt from. */
function endingOf(email: string, index: number, outcome: DemoOutcome): DemoTouch | undefined {
  if (outcome.kind !== 'won' && outcome.kind !== 'lost') return undefined;
  const properties: Record<string, string | number> =
    outcome.kind === 'won' ? { value: outcome.value, currency: 'EUR' } : { reason: outcome.reason };
  return {
    type: 'track',
    event: outcome.kind === 'won' ? 'Order Won' : 'Order Lost',
    source: 'by-hand',
    context: { traits: { email } },
    properties,
    messageId: `ending-${index}`,
    timestamp: new Date(outcome.decided_at).toISOString(),
  } as unknown as DemoTouch;
}

/** Gives leads to the salesperson of their country; every fifth stays without an owner. */
async function shareOut(app: Db, workspaceId: number): Promise<void> {
  await inWorkspace(app, workspaceId, async (tx) => {
    for (const { countries, email } of staff().filter((member) => member.role === 'salesperson')) {
      const { rows: users } = await sql<{ id: string }>`select u.id from auth_user u where u.email = ${email}`.execute(
        tx,
      );
      const { rows: people } = await sql<{ person_id: number }>`
        select p.person_id from person p
        where p.workspace_id = ${workspaceId} and p.merged_into is null and p.person_id % 5 <> 0
          and p.fields ->> 'country' = any(${countries}::text[])`.execute(tx);
      const ids = people.map((row) => row.person_id);
      if (users[0]) await setOwner(tx, workspaceId, byPlumb, ids, users[0].id);
    }
    await notifyLive(tx, { topic: 'person' });
  });
}

/** How far a demo workspace is, undefined for any other. */
export async function readProgress(app: Db, workspaceId: number): Promise<DemoProgress | undefined> {
  return inWorkspace(app, workspaceId, async (tx) => {
    const { rows } = await sql<{ demo: DemoProgress | null }>`
      select w.settings -> 'demo' as demo from workspace w where w.workspace_id = ${workspaceId} and w.kind = 'demo'`.execute(
      tx,
    );
    return rows[0]?.demo ?? undefined;
  });
}

async function writeProgress(app: Db, workspaceId: number, progress: DemoProgress): Promise<void> {
  await inWorkspace(app, workspaceId, async (tx) => {
    await sql`update workspace w set settings = jsonb_set(w.settings, '{demo}', ${JSON.stringify(progress)}::jsonb)
      where w.workspace_id = ${workspaceId}`.execute(tx);
    await notifyLive(tx, { topic: 'demo' });
  });
}
