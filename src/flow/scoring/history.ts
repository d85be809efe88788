import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import type { Hit, Subject } from '../../model/evaluate.ts';
import type { FieldValue } from '../capture/index.ts';
import {
  completenessField,
  completenessOf,
  deriveFields,
  foldSayings,
  readCompanySayings,
  readSayings,
  type Saying,
} from '../identity/index.ts';
import { type GivenAdjustment, readAdjustments } from './adjustments/queries.ts';
import type { PublishedModel } from './live-model.ts';

/** What was said about a company, earliest first, and its domain, which never changes. */
type CompanyPast = { domain: FieldValue | undefined; sayings: readonly Saying[] };

/** All that points of one person were ever made of. Hits by signal id, in any order. */
export type PersonHistory = {
  person_id: number;
  first_source: string | null;
  /** Earliest first. */
  sayings: readonly Saying[];
  companies: ReadonlyMap<number, CompanyPast>;
  hits: ReadonlyMap<number, Hit[]>;
  adjustments: readonly GivenAdjustment[];
};

/** Reads the pasts of some people in few round trips, whatever their number. Who does not exist is left out. */
export async function readHistories(
  tx: Tx,
  workspaceId: number,
  personIds: number[],
): Promise<Map<number, PersonHistory>> {
  const { rows: people } = await sql<{ person_id: number; first_source: string | null }>`
    select p.person_id, src.key as first_source from person p
    left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
    where p.workspace_id = ${workspaceId} and p.person_id = any(${personIds}::bigint[])`.execute(tx);
  const sayings = await readSayings(tx, workspaceId, personIds);
  const companyIds = [...sayings.values()].flat().map(({ fields }) => fields.company_id);
  const companies = await readCompanySayings(tx, workspaceId, [
    ...new Set(companyIds.filter((id) => typeof id === 'number')),
  ]);
  const { rows: hits } = await sql<{ person_id: number; signal_id: number } & Hit>`
    select h.person_id, h.signal_id, (extract(epoch from h.occurred_at) * 1000)::float8 as occurred_at, h.touch_id as id
    from signal_hit h
    where h.workspace_id = ${workspaceId} and h.person_id = any(${personIds}::bigint[])`.execute(tx);
  const adjustments = Map.groupBy(await readAdjustments(tx, workspaceId, personIds), ({ person_id }) => person_id);
  const hitsOf = Map.groupBy(hits, (hit) => hit.person_id);
  return new Map(
    people.map((person) => [
      person.person_id,
      {
        ...person,
        sayings: sayings.get(person.person_id) ?? [],
        companies,
        hits: Map.groupBy(hitsOf.get(person.person_id) ?? [], (hit) => hit.signal_id),
        adjustments: adjustments.get(person.person_id) ?? [],
      },
    ]),
  );
}

/** The person as a model reads it at an instant (epoch ms): fields and company as they stood then, all hits. */
export function subjectAt(history: PersonHistory, { model_id, signal_ids }: PublishedModel, at: number): Subject {
  const person = deriveFields(
    foldSayings(
      { fields: {}, origin: {} },
      history.sayings.filter((saying) => saying.at <= at),
    ).fields,
  );
  const company =
    typeof person.company_id === 'number'
      ? companyAt(history.companies.get(person.company_id), person.company_id, at)
      : {};
  const readField = (field: string) => {
    if (field === 'person.first_source') return history.first_source;
    const dot = field.indexOf('.');
    return (field.slice(0, dot) === 'company' ? company : person)[field.slice(dot + 1)];
  };
  return {
    read: (field) => (field === completenessField.name ? completenessOf(readField) : readField(field)),
    hits: new Map([...signal_ids].map(([key, id]) => [key, history.hits.get(id) ?? []])),
    adjustments: history.adjustments.filter((adjustment) => adjustment.model_id === model_id),
  };
}

/** Instants (epoch ms) at which something that fields are read from was said. */
export function changesOf(history: PersonHistory): number[] {
  return [history.sayings, ...[...history.companies.values()].map((company) => company.sayings)]
    .flat()
    .map((saying) => saying.at);
}

function companyAt(past: CompanyPast | undefined, companyId: number, at: number): Record<string, FieldValue> {
  const said = (past?.sayings ?? []).filter((saying) => saying.at <= at);
  const { fields } = foldSayings({ fields: {}, origin: {} }, said);
  const domain = past?.domain;
  return { ...(domain === undefined ? {} : { domain }), ...fields, name: fields.name ?? domain ?? `#${companyId}` };
}
