import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import type { FieldValue } from '../capture/index.ts';
import { readCompanies } from './companies.ts';
import { type Draft, foldOf, personWrite } from './draft-person.ts';
import { type Folded, foldSayings, type Saying } from './fold-sayings.ts';
import { type PersonRow, readPeople } from './queries/read.ts';
import { savePeople } from './queries/write.ts';

/** What the touches of these people said about them, by person, earliest first. */
export async function readSayings(tx: Tx, workspaceId: number, personIds: number[]): Promise<Map<number, Saying[]>> {
  const { rows } = await sql<{
    person_id: number;
    fields: Record<string, FieldValue>;
    at: number;
    key: string;
    touch_id: number;
  }>`
    select t.person_id, t.fields, (extract(epoch from t.occurred_at) * 1000)::float8 as at, t.key, t.touch_id
    from touch t
    where t.workspace_id = ${workspaceId} and t.person_id = any(${personIds}::bigint[]) and t.fields is not null
    order by t.occurred_at, t.key`.execute(tx);
  return Map.groupBy(rows, (row) => row.person_id);
}

/** Folds these people's fields anew from all their touches: after touches moved from one to another. */
export async function refoldPeople(tx: Tx, workspaceId: number, personIds: number[]): Promise<void> {
  if (personIds.length === 0) return;
  const sayings = await readSayings(tx, workspaceId, personIds);
  const people = await readPeople(tx, workspaceId, personIds);
  await rewrite(tx, workspaceId, people, (row) =>
    foldSayings({ fields: {}, origin: {} }, sayings.get(row.person_id) ?? []),
  );
}

/** Gives the people of these companies their companies' fields as they are now. Answers whose rows were written. */
export async function refreshCompanyCopies(tx: Tx, workspaceId: number, companyIds: number[]): Promise<number[]> {
  if (companyIds.length === 0) return [];
  const { rows } = await sql<{ person_id: number }>`
    select p.person_id from person p
    where p.workspace_id = ${workspaceId} and p.company_id = any(${companyIds}::bigint[])`.execute(tx);
  const ids = rows.map((row) => row.person_id);
  await rewrite(tx, workspaceId, await readPeople(tx, workspaceId, ids), foldOf);
  return ids;
}

async function rewrite(tx: Tx, workspaceId: number, people: Map<number, PersonRow>, fold: (row: PersonRow) => Folded) {
  const drafts: Draft[] = [...people.values()].map((row) => ({
    person_id: row.person_id,
    isNew: false,
    created_at: 0,
    first_source_id: 0,
    merged_into: row.merged_into,
    fold: fold(row),
  }));
  const companyIds = drafts
    .map((draft) => draft.fold.fields.company_id)
    .filter((id): id is number => typeof id === 'number');
  const companies = await readCompanies(tx, workspaceId, [...new Set(companyIds)]);
  await savePeople(
    tx,
    workspaceId,
    drafts.map((draft) => personWrite(draft, companies)),
    'known',
  );
}
