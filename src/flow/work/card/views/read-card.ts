import { sql } from 'kysely';
import { ownerCondition } from '../../../../access/index.ts';
import type { Tx } from '../../../../base/db.ts';
import { judgePerson, readCompanyStanding } from '../../../scoring/index.ts';
import type { CardLead, PersonCard, Temperature } from '../../contract.ts';
import { readTemperatures } from '../../temperature/queries.ts';
import type { ListContext } from '../../views/list-context.ts';
import { nameUser } from '../../views/people-rows.ts';
import type { SeenPerson } from '../seen-person.ts';
import { cardFields, type Known, originsOf } from './card-fields.ts';
import { readOrigins } from './origins.ts';

/** The card of a person whom who asks may see: everything but timeline, receipt and course. */
export async function readCard(tx: Tx, context: ListContext, { person_id, lead_id }: SeenPerson): Promise<PersonCard> {
  const { person, company, standing } = await readPerson(tx, context, person_id);
  const [temperature = null] = standing
    ? await readTemperatures(tx, context, [
        { person_id, band: standing.band, last_touch_at: new Date(standing.last_touch_at) },
      ])
    : [];
  const origins = await readOrigins(tx, context, person_id, {
    person: originsOf(person),
    company: company ? originsOf(company) : [],
  });
  return {
    person_id,
    kind: lead_id === null ? 'interest' : 'lead',
    created_at: person.created_at.toISOString(),
    first_source: context.sources.get(person.first_source_id) ?? null,
    fields: cardFields(context, 'person', person, origins),
    identifiers: await readIdentifiers(tx, context, person_id),
    company: company && {
      company_id: company.company_id,
      name: company.name,
      fields: cardFields(context, 'company', company, origins),
      ...(await readColleagues(tx, context, person_id, company.company_id)),
      standing: await readCompanyStanding(tx, context.workspaceId, company.company_id, context.now),
    },
    leads: await readLeads(tx, context, person_id),
    standing,
    temperature,
    validity: await judgePerson(tx, context.workspaceId, person_id, context.now),
  };
}

type PersonRow = Known & { created_at: Date; first_source_id: number };
type CompanyRow = Known & { company_id: number; name: string };
type StandingRow = Omit<NonNullable<PersonCard['standing']>, 'computed_at' | 'first_touch_at' | 'last_touch_at'> & {
  computed_at: Date;
  first_touch_at: Date;
  last_touch_at: Date;
};

async function readPerson(tx: Tx, { workspaceId, modelId }: ListContext, personId: number) {
  const { rows } = await sql<
    PersonRow &
      Pick<CompanyRow, 'name'> & { company_id: number | null } & StandingRow & {
        company_fields: Known['fields'];
        company_origin: Known['field_origin'];
      }
  >`
    select p.created_at, p.first_source_id, p.fields, p.field_origin,
      c.company_id, c.name, c.fields as company_fields, c.field_origin as company_origin,
      s.total, s.fit, s.engagement, s.band, s.cell, s.version, s.computed_at, s.first_touch_at, s.last_touch_at, s.touch_count
    from person p
    left join company c on c.workspace_id = p.workspace_id and c.company_id = p.company_id
    left join standing s on s.workspace_id = p.workspace_id and s.person_id = p.person_id and s.model_id = ${modelId}
    where p.workspace_id = ${workspaceId} and p.person_id = ${personId}`.execute(tx);
  const row = rows[0] as (typeof rows)[number];
  const { company_id, name, company_fields, company_origin } = row;
  const company =
    company_id === null
      ? null
      : { company_id, name, fields: { ...company_fields, name }, field_origin: company_origin };
  return { person: row as PersonRow, company, standing: row.version === null ? null : standingOf(row) };
}

function standingOf({ computed_at, first_touch_at, last_touch_at, ...row }: StandingRow): PersonCard['standing'] {
  const { total, fit, engagement, band, cell, version, touch_count } = row;
  return {
    ...{ total, fit, engagement, band, cell, version, touch_count },
    computed_at: computed_at.toISOString(),
    first_touch_at: first_touch_at.toISOString(),
    last_touch_at: last_touch_at.toISOString(),
  };
}

/** Strong ones first, then in the order in which they were seen. */
async function readIdentifiers(tx: Tx, { workspaceId }: ListContext, personId: number) {
  const { rows } = await sql<Omit<PersonCard['identifiers'][number], 'first_seen_at'> & { first_seen_at: Date }>`
    select i.kind, i.value, i.shared, i.first_seen_at from identifier i
    where i.workspace_id = ${workspaceId} and i.person_id = ${personId}
    order by array_position(array['email', 'phone', 'user_id', 'foreign_id'], i.kind), i.first_seen_at, i.value`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, first_seen_at: row.first_seen_at.toISOString() }));
}

async function readLeads(tx: Tx, context: ListContext, personId: number): Promise<CardLead[]> {
  const { rows } = await sql<
    Omit<CardLead, 'source' | 'owner' | 'opened_at' | 'closed_at'> & {
      source_id: number;
      owner_id: string | null;
      opened_at: Date;
      closed_at: Date | null;
    }
  >`
    select l.lead_id, l.pipeline, l.subject, l.stage, l.source_id, l.owner_id, l.opened_at, l.closed_at, l.close_reason, l.reason
    from lead l
    where l.workspace_id = ${context.workspaceId} and l.person_id = ${personId}
    order by l.closed_at is not null, coalesce(l.closed_at, l.opened_at) desc, l.lead_id desc`.execute(tx);
  return rows.map(({ source_id, owner_id, opened_at, closed_at, ...lead }) => ({
    ...lead,
    source: context.sources.get(source_id) ?? null,
    owner: nameUser(context, owner_id),
    opened_at: opened_at.toISOString(),
    closed_at: closed_at?.toISOString() ?? null,
  }));
}

type Colleagues = Pick<NonNullable<PersonCard['company']>, 'people' | 'people_count'>;

/** Others of the company whom who asks may see, best first. */
async function readColleagues(tx: Tx, context: ListContext, personId: number, companyId: number): Promise<Colleagues> {
  const { workspaceId, modelId, seen } = context;
  const { rows } = await sql<
    Omit<Colleagues['people'][number], 'temperature'> & { last_touch_at: Date; people_count: number }
  >`
    select p.person_id, case when s.open_lead_id is null then 'interest' else 'lead' end as kind,
      p.fields ->> 'full_name' as full_name, p.fields ->> 'email' as email, p.fields ->> 'title' as title,
      s.total, s.band, s.last_touch_at, count(*) over () as people_count
    from person p
    join standing s on s.workspace_id = p.workspace_id and s.person_id = p.person_id and s.model_id = ${modelId}
    where p.workspace_id = ${workspaceId} and p.company_id = ${companyId} and p.merged_into is null
      and p.person_id <> ${personId} and ${ownerCondition(seen, sql.ref('s.owner_id'))}
    order by s.total desc, p.person_id desc
    limit 10`.execute(tx);
  const temperatures = await readTemperatures(tx, context, rows);
  return {
    people: rows.map(({ people_count: _, last_touch_at: __, ...person }, i) => ({
      ...person,
      temperature: temperatures[i] as Temperature,
    })),
    people_count: rows[0]?.people_count ?? 0,
  };
}
