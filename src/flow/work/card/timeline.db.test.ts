import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import type { Arrival } from '../../capture/index.ts';
import { receive } from '../../capture/index.ts';
import type { Timeline, TimelineEntry } from '../contract.ts';

const db = await withDatabase();
const { administrator, workspaceId, arrive } = await withWorkServer(db);
const { body: me } = await administrator.call('GET', '/api/me');
const hour = 3_600_000;
/** The night on which clocks in Chisinau go forward: a day of 23 hours. */
const night = Date.UTC(2026, 2, 28, 22);

type Happened =
  | { kind: 'touch'; at: number; type: 'page' | 'screen' | 'track'; path: string | undefined }
  | { kind: 'note' | 'owner' | 'merge'; at: number };

const at = fc.integer({ min: -40, max: 40 }).map((halves) => night + halves * (hour / 2));
const happened: fc.Arbitrary<Happened> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('touch' as const),
      at,
      type: fc.constantFrom('page' as const, 'page' as const, 'screen' as const, 'track' as const),
      path: fc.constantFrom('/', '/pricing', undefined),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('note' as const, 'owner' as const, 'merge' as const), at }),
  },
);

/** Makes it happen with a new person, whose id it answers. */
async function stage(story: readonly Happened[], serial: number): Promise<number> {
  const first = await arrive({ user_id: `u${serial}` }, { type: 'alias', occurred_at: night - 100 * hour });
  const touches = story.filter((each) => each.kind === 'touch');
  await receive(
    db.app,
    workspaceId,
    touches.map(
      (touch, i): Arrival => ({
        idempotency_key: `${serial}-${i}`,
        source_id: 1,
        channel: 'tracking',
        event: touch.type === 'track' ? 'Clicked' : null,
        received_at: night + 100 * hour,
        claims: { user_id: `u${serial}` },
        properties: { host: 'example.com', ...(touch.path === undefined ? {} : { path: touch.path }) },
        fields: null,
        company: null,
        raw: '{}',
        type: touch.type,
        occurred_at: touch.at,
      }),
    ),
  );
  const person = first.person_id;
  for (const { kind, at } of story) {
    const when = new Date(at);
    if (kind === 'note')
      await sql`insert into note (workspace_id, person_id, origin_person_id, body, author_id, created_at)
        values (${workspaceId}, ${person}, ${person}, 'x', ${me.user.user_id}, ${when})`.execute(db.owner);
    if (kind === 'owner')
      await sql`insert into audit_entry (workspace_id, at, action, subject_kind, subject_id, before, after)
        values (${workspaceId}, ${when}, 'lead.owner_changed', 'person', ${String(person)}, '{"owner_id": null}', '{"owner_id": "x"}')`.execute(
        db.owner,
      );
    if (kind === 'merge')
      await sql`insert into person_link (workspace_id, person_id, merged_person_id, evidence, linked_at)
        values (${workspaceId}, ${person}, 1, '{}', ${when})`.execute(db.owner);
  }
  return person;
}

/** What the timeline must be: `kind, at, count, first_at`, newest first; of the same instant by kind. */
function tell(story: readonly Happened[]) {
  const dayOf = (instant: number) => new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Europe/Chisinau' });
  const entries = [{ kind: 'touch', at: night - 100 * hour, count: 1, first_at: night - 100 * hour }];
  const folds = new Map<string, (typeof entries)[number]>();
  for (const each of story) {
    const entry = { kind: each.kind as string, at: each.at, count: 1, first_at: each.at };
    const fold =
      each.kind === 'touch' && each.type !== 'track' && each.path !== undefined
        ? `${each.type} ${each.path} ${dayOf(each.at)}`
        : undefined;
    const known = fold === undefined ? undefined : folds.get(fold);
    if (known) {
      known.count++;
      known.first_at = Math.min(known.first_at, each.at);
      known.at = Math.max(known.at, each.at);
    } else {
      entries.push(entry);
      if (fold !== undefined) folds.set(fold, entry);
    }
  }
  const rank = (kind: string) => ['touch', 'merge', 'owner', 'note'].indexOf(kind);
  return entries.sort((a, b) => b.at - a.at || rank(b.kind) - rank(a.kind));
}

async function readAll(person: number, limit: number, more = ''): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  let after: string | null = null;
  do {
    const query: string = after === null ? '' : `&after=${after}`;
    const { body } = await administrator.call('GET', `/api/people/${person}/timeline?limit=${limit}${query}${more}`);
    const page: Timeline = body;
    entries.push(...page.entries);
    expect(page.entries.length).toBeLessThanOrEqual(limit);
    after = page.next;
  } while (after !== null);
  return entries;
}

const shown = (entry: TimelineEntry) => ({
  kind: entry.kind as string,
  at: Date.parse(entry.at),
  count: entry.kind === 'touch' ? entry.count : 1,
  first_at: Date.parse(entry.kind === 'touch' ? entry.first_at : entry.at),
});
/** Which of two touches of one instant is above, ids decide; the tale does not know them. */
const comparable = (entries: ReturnType<typeof shown>[]) =>
  entries.toSorted(
    (a, b) => b.at - a.at || a.kind.localeCompare(b.kind) || a.count - b.count || a.first_at - b.first_at,
  );

test('pages of any size make up the whole tale: every touch once, views of a page folded by the workspace’s day', async () => {
  let serial = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(happened, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), async (story, limit) => {
      const entries = await readAll(await stage(story, serial++), limit);
      const told = tell(story);
      expect(entries.map(({ kind, at }) => [kind, Date.parse(at)])).toEqual(told.map(({ kind, at }) => [kind, at]));
      expect(comparable(entries.map(shown))).toEqual(comparable(told));
    }),
    { seed: 11, numRuns: 25 },
  );
});

test('a page viewed a hundred times in a day is one entry, and what is older is found behind it', async () => {
  const views = Array.from({ length: 100 }, (_, i): Happened => {
    return { kind: 'touch', type: 'page', path: '/', at: night + 2 * hour + i * 1000 };
  });
  const older: Happened = { kind: 'touch', type: 'track', path: '/', at: night - 5 * hour };
  const person = await stage([...views, older, { kind: 'note', at: night - 6 * hour }], 1000);
  expect((await readAll(person, 2)).map(shown).map(({ kind, count }) => [kind, count])).toEqual([
    ['touch', 100],
    ['touch', 1],
    ['note', 1],
    ['touch', 1],
  ]);
});

test('kinds and types narrow it; what there is not is refused', async () => {
  const person = await stage(
    [
      { kind: 'touch', type: 'page', path: '/', at: night },
      { kind: 'touch', type: 'track', path: '/', at: night + hour },
      { kind: 'note', at: night + 2 * hour },
      { kind: 'owner', at: night + 3 * hour },
    ],
    1001,
  );
  const kinds = async (more: string) => (await readAll(person, 10, more)).map((entry) => entry.kind);
  expect(await kinds('&kinds=note,owner')).toEqual(['owner', 'note']);
  expect(await kinds('&kinds=touch&types=track')).toEqual(['touch']);
  expect(await kinds('&types=page')).toEqual(['owner', 'note', 'touch']);
  for (const wrong of ['kinds=notes', 'types=pages', 'after=abc']) {
    const { status, body } = await administrator.call('GET', `/api/people/${person}/timeline?${wrong}`);
    expect([status, body.code]).toEqual([400, 'invalid_input']);
  }
});
