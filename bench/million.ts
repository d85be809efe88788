import { sql } from 'kysely';
import { inWorkspace, type Tx } from '../src/base/db.ts';
import { foldFields } from '../src/conditions/fold.ts';
import { loadContext } from '../src/flow/identity/index.ts';
import { readLiveModels } from '../src/flow/scoring/live-model.ts';
import type { BenchServer } from './bench-server.ts';

const titles = [
  'Head of marketing',
  'Chief executive officer',
  'Sales manager',
  'Engineer',
  'Student',
  'Директор по продажам',
  '采购总监',
  'Director comercial',
  'Assistant',
  'Buyer',
];
const industries = [
  'Manufacturing',
  'Software',
  'Logistics',
  'Retail',
  'Education',
  'Construction',
  'Health',
  'Energy',
];
const countries = ['US', 'GB', 'DE', 'RO', 'MD', 'RU', 'CN', 'FR', 'PL', 'KZ'];
const names = [
  'Ana',
  'Boris',
  'Chen',
  'Dmitri',
  'Elena',
  'Farid',
  'Grace',
  'Hugo',
  'Irina',
  'Jonas',
  'Ключ',
  '张伟',
  'Ștefan',
  'Olga',
  'Pavel',
];

/** How much each person has done: touches, and of them those that some signal counts. In the demo company it is seven of ten. */
export type Done = { touches: number; hits: number };

/**
 * Fills the workspace with this many leads by plain SQL: what the intake would have made of as many people, in a tenth of the time. Points come
 * from the real rescoring, which is what is measured on it.
 */
export async function fillMillion(server: BenchServer, people: number, done: Done): Promise<void> {
  const pick = (list: readonly string[], by: string) =>
    sql`(${list}::text[])[1 + (${sql.raw(by)}) % ${list.length}::int]`;
  const folded = (list: readonly string[]) => list.map((text) => foldFields({ text }).text as string);
  const chunk = 100_000;
  for (let from = 0; from < people; from += chunk) {
    await inWorkspace(server.db.app, server.workspaceId, (tx) =>
      fillChunk(tx, server.workspaceId, { from, to: Math.min(people, from + chunk), ...done }, pick, folded),
    );
  }
  await sql.raw('vacuum analyze person, standing, lead, touch, signal_hit').execute(server.db.owner);
}

type Pick = (list: readonly string[], by: string) => ReturnType<typeof sql>;

async function fillChunk(
  tx: Tx,
  workspaceId: number,
  { from, to, touches, hits }: { from: number; to: number } & Done,
  pick: Pick,
  folded: (list: readonly string[]) => string[],
): Promise<void> {
  const first = 1_000_000_000;
  const context = await loadContext(tx, workspaceId);
  const [published] = await readLiveModels(tx, workspaceId);
  if (!published) throw new Error('the bench workspace has no live model');
  const sourceIds = [...context.sources.keys()];
  const signalIds = [...published.signal_ids.values()];
  const fields = (kind: 'typed' | 'folded') => {
    const text = (list: readonly string[], by: string) => pick(kind === 'typed' ? list : folded(list), by);
    const surname = kind === 'typed' ? sql`' N'` : sql`' n'`;
    return sql`jsonb_build_object(
      'full_name', ${text(names, 'n')} || ${surname} || n, 'email', 'p' || n || '@c' || n / 20 || '.example', 'email_kind', 'business',
      'email_domain', 'c' || n / 20 || '.example', 'title', ${text(titles, 'n / 3')}, 'industry', ${text(industries, 'n / 7')},
      'country', ${text(countries, 'n / 11')}, 'employees', ${kind === 'typed' ? sql`(n::bigint * 7919 % 5000)` : sql`(n::bigint * 7919 % 5000)::text`})`;
  };
  // Somewhere in the last year, at whole milliseconds, as doors keep instants.
  const occurredAt = sql`date_trunc('second', now()) - ((n::bigint * 48271 + k::bigint * 1999993) % 31536000) * interval '1 second'`;
  await sql`
    insert into person (workspace_id, person_id, created_at, first_source_id, fields, folded, field_origin, search)
    select ${workspaceId}::int, ${first}::bigint + n, now() - (n % 300) * interval '1 day', (${sourceIds}::int[])[1 + n % ${sourceIds.length}::int],
      ${fields('typed')}, ${fields('folded')}, '{}',
      ${pick(folded(names), 'n')} || ' n' || n || ' p' || n || '@c' || n / 20 || '.example ' || ${pick(folded(titles), 'n / 3')}
    from generate_series(${from}::int, ${to - 1}::int) n`.execute(tx);
  await sql`
    insert into lead (workspace_id, person_id, subject, source_id, opened_at, reason)
    select ${workspaceId}::int, ${first}::bigint + n, 'Offer', (${sourceIds}::int[])[1 + n % ${sourceIds.length}::int],
      now() - (n % 300) * interval '1 day', '{"kind": "default_rule"}'
    from generate_series(${from}::int, ${to - 1}::int) n`.execute(tx);
  await sql`
    insert into touch (workspace_id, person_id, touch_id, origin_person_id, key, source_id, channel, type, event, occurred_at, received_at, properties, raw)
    select ${workspaceId}::int, ${first}::bigint + n, n::bigint * ${touches}::int + k, ${first}::bigint + n, gen_random_uuid(), (${sourceIds}::int[])[1 + n % ${sourceIds.length}::int],
      'tracking', 'page', null, at, at, '{"path": "/pricing", "title": "Pricing"}', '{"type": "page"}'
    from generate_series(${from}::int, ${to - 1}::int) n, generate_series(0, ${touches - 1}::int) k,
      lateral (select ${occurredAt} as at) t`.execute(tx);
  await sql`
    insert into signal_hit (workspace_id, person_id, signal_id, occurred_at, touch_id)
    select ${workspaceId}::int, ${first}::bigint + n, (${signalIds}::int[])[1 + (n + k) % ${signalIds.length}::int],
      ${occurredAt}, n::bigint * ${touches}::int + k
    from generate_series(${from}::int, ${to - 1}::int) n, generate_series(0, ${hits - 1}::int) k`.execute(tx);
  await sql`
    insert into standing (workspace_id, person_id, model_id, version, total, dimension_points, band, computed_at, open_lead_id, first_touch_at, last_touch_at, touch_count)
    select l.workspace_id, l.person_id, ${published.model_id}::int, ${published.version}::int, 0, '{}', 'cold', now(), l.lead_id,
      now() - interval '1 year', now() - (l.person_id % 31536000) * interval '1 second', ${touches}::int
    from lead l where l.workspace_id = ${workspaceId} and l.person_id >= ${first + from}::bigint and l.person_id < ${first + to}::bigint`.execute(
    tx,
  );
}
