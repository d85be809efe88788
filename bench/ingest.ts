import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type DemoTouch, generateTouches } from '../demo/index.ts';
import { inWorkspace } from '../src/base/db.ts';
import { type BenchServer, copyText, timeCopy } from './bench-server.ts';
import { type Figure, quantile, rateFigure, whole } from './report.ts';

const batchSize = 500;
/** Senders at the same time: enough that the next batch gathers while one is written, as on a busy day. */
const lanes = 16;

/** Touches of the demo company in order of time, as text. */
function makeTouches(count: number, seed: number): { touch: DemoTouch; text: string }[] {
  const touches: DemoTouch[] = [];
  for (const chunk of generateTouches({ people: count, until: Date.now(), seed }, 5000)) {
    touches.push(...chunk);
    if (touches.length >= count) break;
  }
  touches.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
  return touches.slice(0, count).map((touch) => ({ touch, text: JSON.stringify(touch) }));
}

/** Durable and scored touches per second through `/v1/batch`, beside plain COPY of the same touches; then the delay at a tenth of that rate. */
export async function benchIngest(server: BenchServer, count: number): Promise<Figure[]> {
  const touches = makeTouches(count, 7);
  const copied = touches.map(({ touch, text }, index) => {
    const properties = 'properties' in touch ? touch.properties : touch.traits;
    return [
      index,
      touch.messageId,
      touch.timestamp,
      touch.type,
      'event' in touch ? touch.event : null,
      JSON.stringify(properties),
      text,
    ]
      .map(copyText)
      .join('\t');
  });
  const columns =
    'person_id bigint, key text, occurred_at timestamptz, type text, event text, properties jsonb, raw json';
  const limit = await timeCopy(server, 'bench_touch', columns, 'person_id, key', copied);

  const bodies: Buffer[] = [];
  for (let from = 0; from < touches.length; from += batchSize) {
    const batch = touches.slice(from, from + batchSize).map(({ text }) => text);
    bodies.push(Buffer.from(`{"batch":[${batch.join(',')}],"sentAt":"${new Date().toISOString()}"}`));
  }
  const authorization = `Basic ${Buffer.from(`${server.writeKey}:`).toString('base64')}`;
  const send = async (body: Buffer) => {
    const { status, text } = await server.post('/v1/batch', body, { authorization });
    if (status !== 200) throw new Error(`/v1/batch answered ${status}: ${text.slice(0, 300)}`);
  };
  const start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let index = next++; index < bodies.length; index = next++) await send(bodies[index] as Buffer);
    }),
  );
  const rate = (touches.length / (performance.now() - start)) * 1000;
  await assertAllScored(server, touches.length);
  return [
    rateFigure(`touches through /v1/batch, ${whole(count)}`, rate, limit, 0.3, 'touches'),
    await benchDelay(rate / 10, send),
  ];
}

/** Every touch counted is kept, and everybody with a touch has a standing as young as the touch. */
async function assertAllScored(server: BenchServer, expected: number): Promise<void> {
  const { rows } = await inWorkspace(server.db.app, server.workspaceId, (tx) =>
    sql<{ kept: number; unscored: number }>`
      select (select count(*) from touch) as kept,
        (select count(*) from person p left join standing s using (workspace_id, person_id)
         where p.merged_into is null and s.person_id is null and exists (
           select from touch t where t.workspace_id = p.workspace_id and t.person_id = p.person_id)) as unscored`.execute(
      tx,
    ),
  );
  const { kept, unscored } = rows[0] ?? { kept: 0, unscored: 0 };
  if (kept !== expected || unscored !== 0)
    throw new Error(`${kept} touches kept of ${expected}, ${unscored} people without a score`);
}

/** Seconds for which a tenth of the full rate is sent. */
const delaySeconds = 15;
const perRequest = 10;

/** From sending a touch until its person's new score can be read: the answer comes after both are committed. */
async function benchDelay(perSecond: number, send: (body: Buffer) => Promise<void>): Promise<Figure> {
  const count = Math.max(200, Math.round(perSecond * delaySeconds));
  const touches = makeTouches(count, 8);
  const delays: number[] = [];
  const pending: Promise<void>[] = [];
  const start = performance.now();
  for (let from = 0; from < touches.length; from += perRequest) {
    const due = start + (from / perSecond) * 1000;
    if (due > performance.now()) await sleep(due - performance.now());
    const batch = touches.slice(from, from + perRequest).map(({ text }) => text);
    const sent = performance.now();
    pending.push(
      send(Buffer.from(`{"batch":[${batch.join(',')}]}`)).then(() => {
        delays.push(performance.now() - sent);
      }),
    );
  }
  await Promise.all(pending);
  const [p50, p99] = [quantile(delays, 0.5), quantile(delays, 0.99)];
  return {
    name: `delay from touch to new score at ${whole(perSecond)} touches/s`,
    measured: `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    limit: '1 s',
    ratio: (p99 / 1000).toFixed(2),
    aim: 'p99 < 1 s',
    met: p99 < 1000,
  };
}
