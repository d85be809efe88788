import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../test/harness/database.ts';
import { inWorkspace } from '../../base/db.ts';
import { registerListeners, within } from '../../base/facts.ts';
import type { Arrival, Claims } from '../capture/arrival.ts';
import { arrivalsReceived } from '../capture/facts.ts';
import { receive } from '../capture/receive.ts';
import { keepArrivals } from './keep-arrivals.ts';

const db = await withDatabase();
const noon = Date.UTC(2026, 4, 4, 12);
const minute = 60_000;
let workspace = 0;
let source = 0;

beforeAll(() => {
  registerListeners([within(arrivalsReceived, (tx, p) => keepArrivals(tx, p.workspace_id, p.arrivals, p.outcomes))]);
});
afterAll(() => {
  registerListeners([]);
});

async function freshWorkspace() {
  workspace = await createTestWorkspace(db);
  const { rows } = await sql<{ source_id: number }>`
    insert into source (workspace_id, key, name, channel) values (${workspace}, 'site', 'Web site', 'tracking') returning source_id`.execute(
    db.owner,
  );
  source = rows[0]?.source_id as number;
}

let serial = 0;
function arrival(claims: Claims, more: Partial<Arrival> = {}): Arrival {
  return {
    idempotency_key: `k${serial++}`,
    source_id: source,
    channel: 'tracking',
    type: 'track',
    event: 'x',
    occurred_at: noon,
    received_at: noon + 10 * minute,
    claims,
    properties: {},
    fields: null,
    company: null,
    raw: '{}',
    ...more,
  };
}

async function people() {
  return inWorkspace(db.app, workspace, async (tx) => {
    const { rows } = await sql<{
      person_id: number;
      fields: Record<string, unknown>;
      company: Record<string, unknown>;
      touches: string[];
      lead: string | null;
    }>`
      select p.person_id, p.fields, p.company,
        (select coalesce(json_agg(t.raw::json->>'n' order by t.raw::json->>'n'), '[]') from touch t where t.workspace_id = p.workspace_id and t.person_id = p.person_id) as touches,
        (select l.subject from lead l where l.workspace_id = p.workspace_id and l.person_id = p.person_id and l.closed_at is null) as lead
      from person p where p.merged_into is null order by p.person_id`.execute(tx);
    return rows;
  });
}

describe('touches become people', () => {
  it('five doors, one person: the click trail before the form is theirs afterwards', async () => {
    await freshWorkspace();
    const trail = [
      arrival({ anonymous_id: 'dev-1' }, { raw: '{"n":"1 page"}', occurred_at: noon - 5 * minute }),
      arrival({ anonymous_id: 'dev-1' }, { raw: '{"n":"2 page"}' }),
    ];
    await receive(db.app, workspace, trail);
    await receive(db.app, workspace, [
      arrival(
        { anonymous_id: 'dev-1', email: 'Ana.Pop+news@Gmail.com', phone: '+40 721 234 567' },
        { type: 'form', raw: '{"n":"3 form"}', fields: { first_name: 'Ana', last_name: 'Pop', subject: 'A quote' } },
      ),
      arrival(
        { email: 'anapop@googlemail.com' },
        { channel: 'api', raw: '{"n":"4 api"}', fields: { title: 'Head of sales' } },
      ),
      arrival({ phone: '0040721234567' }, { channel: 'call', raw: '{"n":"5 call"}' }),
      arrival({ user_id: 'u-9', email: 'ana.pop@gmail.com' }, { raw: '{"n":"6 app"}' }),
      arrival({ user_id: 'u-9' }, { raw: '{"n":"7 app"}' }),
    ]);
    const all = await people();
    expect(all).toHaveLength(1);
    expect(all[0]?.touches).toEqual(['1 page', '2 page', '3 form', '4 api', '5 call', '6 app', '7 app']);
    expect(all[0]?.fields).toMatchObject({
      full_name: 'Ana Pop',
      title: 'Head of sales',
      phone: '+40721234567',
      email_kind: 'free',
    });
    expect(all[0]?.lead).toBe('A quote');
    expect(all[0]?.company).toEqual({});
  });

  it('a company with a switchboard is an interest until a named person with a way to reach them is added', async () => {
    await freshWorkspace();
    await receive(db.app, workspace, [
      arrival({ email: 'info@acme.example' }, { fields: { company_name: 'Acme' }, company: { name: 'Acme' } }),
    ]);
    expect((await people())[0]).toMatchObject({ lead: null, company: { name: 'Acme', domain: 'acme.example' } });
    await receive(db.app, workspace, [arrival({ email: 'jo@acme.example' }, { fields: { full_name: 'Jo Smith' } })]);
    const all = await people();
    expect(all.map((person) => person.lead)).toEqual([null, 'Web site']);
    expect(all[1]?.company).toEqual({ name: 'Acme', domain: 'acme.example' });
  });

  it('how a contact was got is kept with the touch and the person, as it was then', async () => {
    await freshWorkspace();
    const describe = (incentive: string | null, bought: boolean | null) =>
      sql`update source set incentive = ${incentive}, bought = ${bought} where source_id = ${source}`.execute(db.owner);
    await describe('White paper', true);
    await receive(db.app, workspace, [arrival({ email: 'a@x.example' }, { properties: { incentive: 'A prize' } })]);
    await describe(null, null);
    await receive(db.app, workspace, [arrival({ email: 'a@x.example' })]);
    const { rows } = await sql<{ fields: object; properties: object[] }>`
      select p.fields, (select array_agg(t.properties order by t.touch_id) from touch t where t.person_id = p.person_id) as properties
      from person p where p.workspace_id = ${workspace}`.execute(db.owner);
    expect(rows[0]?.fields).toMatchObject({ incentive: 'White paper', bought: true });
    expect(rows[0]?.properties).toEqual([{ incentive: 'A prize', bought: true }, {}]);
  });

  it('placeholder ids and role addresses link nobody', async () => {
    await freshWorkspace();
    await receive(db.app, workspace, [
      arrival({ user_id: 'null', anonymous_id: '00000000-0000-0000-0000-000000000000' }),
      arrival({ user_id: 'undefined', anonymous_id: '0' }),
      arrival({ email: 'sales@acme.example' }),
      arrival({ email: 'sales@acme.example' }),
    ]);
    expect(await people()).toHaveLength(4);
  });

  it('a repeated touch changes nothing, in the same batch or a later one', async () => {
    await freshWorkspace();
    const once = arrival({ email: 'a@b.example' }, { raw: '{"n":"1"}' });
    const [first, again] = await receive(db.app, workspace, [once, once]);
    const [later] = await receive(db.app, workspace, [{ ...once, received_at: noon + 99 * minute }]);
    expect(first).toMatchObject({ repeated: false, person_created: true });
    expect([again, later]).toMatchObject([{ repeated: true }, { repeated: true }]);
    expect(later?.person_id).toBe(first?.person_id);
    expect((await people())[0]?.touches).toEqual(['1']);
  });

  it('on a shared device, what came before the second person signed in stays the first one’s', async () => {
    const claims: [Claims, number, string][] = [
      [{ anonymous_id: 'kiosk' }, 0, '1 before'],
      [{ anonymous_id: 'kiosk', email: 'p@one.example' }, 1, '2 one signs in'],
      [{ anonymous_id: 'kiosk' }, 2, '3 between'],
      [{ anonymous_id: 'kiosk', email: 'q@two.example' }, 3, '4 two signs in'],
      [{ anonymous_id: 'kiosk' }, 4, '5 after'],
    ];
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 3, 2, 1, 0],
      [3, 0, 4, 1, 2],
    ]) {
      await freshWorkspace();
      for (const index of order) {
        const [claim, at, name] = claims[index] as (typeof claims)[number];
        await receive(db.app, workspace, [
          arrival(claim, { occurred_at: noon + at * minute, raw: JSON.stringify({ n: name }) }),
        ]);
      }
      const partition = (await people())
        .map((person) => person.touches.join())
        .filter(Boolean)
        .sort();
      expect(partition).toEqual(['1 before,2 one signs in,3 between', '4 two signs in', '5 after']);
    }
  });
});

describe('a phone that two people give', () => {
  it('makes nobody of its own until somebody calls from it', async () => {
    await freshWorkspace();
    await receive(db.app, workspace, [
      arrival({ email: 'a@one.example', phone: '+40721234567' }, { raw: '{"n":"1"}' }),
      arrival({ email: 'b@one.example', phone: '+40721234567' }, { raw: '{"n":"2"}', occurred_at: noon + minute }),
    ]);
    expect(await people()).toHaveLength(2);
    await receive(db.app, workspace, [
      arrival({ phone: '+40721234567' }, { raw: '{"n":"3"}', occurred_at: noon + 2 * minute }),
    ]);
    await receive(db.app, workspace, [
      arrival({ phone: '+40721234567' }, { raw: '{"n":"4"}', occurred_at: noon + 3 * minute }),
    ]);
    expect((await people()).map((person) => person.touches.join())).toEqual(['1', '2', '3,4']);
  });
});

describe('somebody new in a batch who turns out to be a lead that nobody had identified', () => {
  it('has that lead, and no second one', async () => {
    await freshWorkspace();
    const fields = { full_name: 'Ana Pop' };
    const [first] = await receive(db.app, workspace, [
      arrival({ phone: '+40721234567', anonymous_id: 'd-1' }, { fields }),
    ]);
    expect(first?.lead_opened).toBe(true);
    const claims = { email: 'ana@fir.example' };
    const [, last] = await receive(db.app, workspace, [
      arrival(claims, { fields }),
      arrival({ ...claims, anonymous_id: 'd-1' }, { fields }),
    ]);
    expect(last?.lead_opened).toBe(false);
    expect((await people()).map((person) => person.lead)).toEqual(['Web site']);
  });
});

describe('a device first seen beside the phone of somebody who is identified', () => {
  it('is theirs, and does not make the next person who uses it one with them', async () => {
    await freshWorkspace();
    await receive(db.app, workspace, [arrival({ user_id: 'u-1', phone: '+40721234567' }, { raw: '{"n":"1"}' })]);
    await receive(db.app, workspace, [
      arrival({ phone: '+40721234567', anonymous_id: 'd-1' }, { raw: '{"n":"2"}', occurred_at: noon + minute }),
    ]);
    await receive(db.app, workspace, [
      arrival({ email: 'b@one.example', anonymous_id: 'd-1' }, { raw: '{"n":"3"}', occurred_at: noon + 2 * minute }),
    ]);
    expect((await people()).map((person) => person.touches.join())).toEqual(['1,2', '3']);
  });
});

describe('any order and batching of touches', () => {
  const mail = fc.constantFrom('a@x.example', 'b@x.example', 'c@y.example', undefined);
  const user = fc.constantFrom('u1', 'u2', undefined, undefined);
  const device = fc.constantFrom('d1', 'd2', undefined);
  const touch = fc.record({
    email: mail,
    user_id: user,
    anonymous_id: device,
    title: fc.constantFrom('CEO', 'Clerk', undefined),
  });

  it('gives the same people with the same fields and touches', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(touch, { minLength: 2, maxLength: 9 }),
        fc.infiniteStream(fc.nat()),
        async (touches, chance) => {
          const made = touches
            // A touch without any identifier is a person of its own however it arrives.
            .filter((t) => t.email || t.user_id || t.anonymous_id)
            .map(({ title, ...claims }, i) => ({
              claims: Object.fromEntries(Object.entries(claims).filter(([, v]) => v)) as Claims,
              more: {
                idempotency_key: `t${i}`,
                occurred_at: noon + i * minute,
                raw: JSON.stringify({ n: String(i) }),
                fields: title ? { title } : null,
              },
            }));
          const outcomes: string[] = [];
          for (let round = 0; round < 2; round++) {
            await freshWorkspace();
            const order =
              round === 0
                ? made
                : made
                    .map((m) => ({ m, by: chance.next().value as number }))
                    .sort((a, b) => a.by - b.by)
                    .map(({ m }) => m);
            let rest = order.map(({ claims, more }) => arrival(claims, more));
            while (rest.length > 0) {
              const size = round === 0 ? rest.length : 1 + ((chance.next().value as number) % 3);
              await receive(db.app, workspace, rest.slice(0, size));
              rest = rest.slice(size);
            }
            const state = (await people())
              .filter((p) => p.touches.length > 0)
              .map((p) => JSON.stringify([p.touches, p.fields.title ?? null, p.fields.email ?? null]));
            outcomes.push(state.sort().join('\n'));
          }
          expect(outcomes[1]).toBe(outcomes[0]);
        },
      ),
      { numRuns: 60, seed: 20261122 },
    );
  }, 60_000);
});
