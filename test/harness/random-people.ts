import fc from 'fast-check';
import { sql } from 'kysely';
import { type Db, inWorkspace } from '../../src/base/db.ts';
import type { Read } from '../../src/conditions/evaluate.ts';
import { foldFields } from '../../src/conditions/fold.ts';
import type { FieldValue } from '../../src/flow/capture/index.ts';
import { searchText } from '../../src/flow/identity/fold-sayings.ts';

/** The instant that lists are read at. */
export const now = Date.UTC(2026, 2, 15, 12);
const day = 86_400_000;

export const sourceKeys = ['website', 'fair', 'api'] as const;
export const userIds = ['ann', 'bob', 'eve'] as const;

/** A person as lists see them. */
export type ListedPerson = {
  person_id: number;
  fields: Record<string, FieldValue>;
  company: Record<string, FieldValue>;
  source: (typeof sourceKeys)[number];
  total: number;
  fit: number | null;
  engagement: number | null;
  band: string;
  cell: string | null;
  first_touch_at: number;
  last_touch_at: number;
  touch_count: number;
  hits: number[];
  lead: null | {
    lead_id: number;
    source: (typeof sourceKeys)[number];
    owner: string | null;
    stage: string;
    subject: string;
    opened_at: number;
  };
};

const among = (values: string) => fc.constantFrom(...values.split('|'));
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const ago = (days: number) => fc.integer({ min: 0, max: days }).map((each) => now - each * day);
const name = among(
  "Anna Popescu|ANNA POPESCU|Ștefan Rusu|Stefan Rusu|Иван Петров|Ольга Ёлкина|王小明|王芳|李伟|Li Wei|Zoë O'Neil|Kim|a_b 100%|김민준",
);

const fields = fc.record({
  full_name: perhaps(name),
  email: perhaps(among('anna@acme.md|li.wei@example.com|info@x.cn|STEFAN@Acme.md|ivan@почта.рф')),
  phone: perhaps(among('+37369123456|+37360111222|+8613812345678')),
  title: perhaps(among('Head of Sales|head of marketing|CEO|Vice-President|Директор|销售总监|C++ developer')),
  country: perhaps(among('Moldova|moldova|România|China|中国')),
  employees: perhaps(fc.constantFrom(1, 10, 10.5, 250, -3)),
  wants_contact: perhaps(fc.boolean()),
  company_name: perhaps(among('Zeta|alpha|Ёж')),
});
const company = fc.record({
  name: among('Acme SRL|acme srl|Beta GmbH|北京科技公司'),
  industry: perhaps(among('Software|software|Retail')),
  domain: perhaps(among('acme.md|beta.de')),
});
const lead = fc.record({
  source: fc.constantFrom(...sourceKeys),
  owner: fc.option(fc.constantFrom(...userIds), { freq: 3 }),
  stage: among('new|mql|sql'),
  subject: among('Demo|demo|Price'),
  opened_at: ago(20),
});
const person = fc.record({
  fields,
  company: fc.option(company, { nil: {}, freq: 2 }),
  source: fc.constantFrom(...sourceKeys),
  total: fc.integer({ min: -5, max: 12 }),
  fit: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 4 }),
  engagement: fc.option(fc.integer({ min: 0, max: 8 }), { freq: 4 }),
  band: among('cold|warm|hot'),
  cell: fc.option(among('A1|B2|D4')),
  first_touch_at: ago(60),
  last_touch_at: ago(30),
  touch_count: fc.integer({ min: 1, max: 3 }),
  hits: fc.array(ago(12), { maxLength: 3 }),
  lead: fc.option(lead, { freq: 3 }),
});

/** So many people, the same ones for the same seed. Ids rise, and lead ids with them. */
export function makePeople(count: number, seed: number): ListedPerson[] {
  return fc.sample(person, { numRuns: count, seed }).map((each, i) => ({
    ...each,
    person_id: 1000 + i,
    fields: withoutMissing(each.fields),
    company: withoutMissing(each.company),
    hits: each.hits.map((at, place) => at + place),
    lead: each.lead ? { ...each.lead, lead_id: 5000 + i } : null,
  }));
}

function withoutMissing(record: Record<string, FieldValue | undefined>): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, FieldValue] => entry[1] !== undefined),
  );
}

/** How conditions read a person. */
export function readerOf({ fields, company, lead, ...row }: ListedPerson): Read {
  const known: Record<string, unknown> = {
    'person.first_source': row.source,
    'lead.stage': lead?.stage,
    'lead.owner': lead?.owner,
    'lead.source': lead?.source,
    'lead.subject': lead?.subject,
    'lead.opened_at': lead?.opened_at,
    'score.total': row.total,
    'score.fit': row.fit,
    'score.engagement': row.engagement,
    'score.band': row.band,
    'score.cell': row.cell,
    'signal.pricing': row.hits,
    last_touch_at: row.last_touch_at,
    first_touch_at: row.first_touch_at,
    touch_count: row.touch_count,
  };
  return (name) => {
    if (name in known) return known[name];
    const dot = name.indexOf('.');
    return (name.slice(0, dot) === 'company' ? company : fields)[name.slice(dot + 1)];
  };
}

/** The text that a person is searched by. */
export const searchedText = ({ fields, company }: ListedPerson) => searchText(fields, company);

const document = {
  format: 1,
  name: 'Test',
  signals: { pricing: { name: 'Pricing page', when: { combinator: 'and', rules: [] } } },
  dimensions: [{ key: 'fit', name: 'Fit', groups: [] }],
  bands: [{ key: 'cold' }, { key: 'warm', from: 5 }, { key: 'hot', from: 9 }],
};

/** Sources, users and a live model, as lists need them: what `insertPeople` refers to. */
export async function insertSurroundings(owner: Db, workspaceId: number): Promise<void> {
  await sql`
    insert into source (workspace_id, source_id, key, name, channel) overriding system value
    select ${workspaceId}::int, place, key, initcap(key), 'form'
    from unnest(${[...sourceKeys]}::text[]) with ordinality as s (key, place)`.execute(owner);
  await sql`
    insert into auth_user (id, name, email, email_verified, updated_at)
    select id, initcap(id), id || '@example.com', true, now() from unnest(${[...userIds]}::text[]) as u (id)
    on conflict do nothing`.execute(owner);
  await sql`
    insert into member (workspace_id, user_id, role)
    select ${workspaceId}::int, id, 'salesperson' from unnest(${[...userIds]}::text[]) as u (id)`.execute(owner);
  await sql`
    with m as (
      insert into model (workspace_id, key, name, is_primary) values (${workspaceId}, 'test', 'Test', true) returning model_id
    ), v as (
      insert into model_version (workspace_id, model_id, version, document, signal_ids, state, published_at)
      select ${workspaceId}::int, model_id, 1, ${JSON.stringify(document)}::jsonb, '{"pricing": 7}', 'published', now() from m
    )
    insert into model_live (workspace_id, model_id, live_from, version) select ${workspaceId}::int, model_id, now(), 1 from m`.execute(
    owner,
  );
}

/** Puts people into the tables that lists read. Keys of sources stand for their places in `sourceKeys`. */
export async function insertPeople(app: Db, workspaceId: number, people: readonly ListedPerson[]): Promise<void> {
  const rows = JSON.stringify(
    people.map((each) => ({
      ...each,
      lead_id: each.lead?.lead_id ?? null,
      owner_id: each.lead?.owner ?? null,
      folded: foldFields(each.fields),
      company_folded: foldFields(each.company),
      search: searchedText(each),
      source_id: sourceKeys.indexOf(each.source) + 1,
      lead_source_id: each.lead && sourceKeys.indexOf(each.lead.source) + 1,
    })),
  );
  await inWorkspace(app, workspaceId, async (tx) => {
    await sql`
      insert into person (workspace_id, person_id, created_at, first_source_id, fields, folded, company, company_folded, search)
      select ${workspaceId}::int, p.person_id, now(), p.source_id, p.fields, p.folded, p.company, p.company_folded, p.search
      from json_to_recordset(${rows}::json) as p (person_id bigint, source_id int, fields jsonb, folded jsonb, company jsonb,
        company_folded jsonb, search text)`.execute(tx);
    await sql`
      insert into lead (workspace_id, person_id, lead_id, subject, source_id, stage, owner_id, opened_at, reason) overriding system value
      select ${workspaceId}::int, p.person_id, p.lead_id, p.lead ->> 'subject', p.lead_source_id, p.lead ->> 'stage', p.owner_id,
        to_timestamp((p.lead ->> 'opened_at')::float8 / 1000), '{}'
      from json_to_recordset(${rows}::json) as p (person_id bigint, lead_id bigint, lead_source_id int, owner_id text, lead jsonb)
      where p.lead_id is not null`.execute(tx);
    await sql`
      insert into standing (workspace_id, person_id, model_id, version, total, fit, engagement, dimension_points, band, cell,
        computed_at, open_lead_id, owner_id, first_touch_at, last_touch_at, touch_count)
      select ${workspaceId}::int, p.person_id, m.model_id, 1, p.total, p.fit, p.engagement, '{}', p.band, p.cell, now(), p.lead_id,
        p.owner_id, to_timestamp(p.first_touch_at / 1000), to_timestamp(p.last_touch_at / 1000), p.touch_count
      from json_to_recordset(${rows}::json) as p (person_id bigint, total int, fit int, engagement int, band text, cell text,
        lead_id bigint, owner_id text, first_touch_at float8, last_touch_at float8, touch_count int)
      join model m on m.workspace_id = ${workspaceId}`.execute(tx);
    await sql`
      insert into signal_hit (workspace_id, person_id, signal_id, occurred_at, touch_id)
      select ${workspaceId}::int, p.person_id, 7, to_timestamp(hit.at::float8 / 1000), hit.place
      from json_to_recordset(${rows}::json) as p (person_id bigint, hits jsonb),
        jsonb_array_elements_text(p.hits) with ordinality as hit (at, place)`.execute(tx);
  });
}
