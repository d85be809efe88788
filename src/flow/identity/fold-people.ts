import type { Tx } from '../../base/db.ts';
import type { FieldValue } from '../capture/index.ts';
import type { Assignment } from './assign-people.ts';
import { type CompanyChanges, readCompanies } from './companies.ts';
import { type Draft, foldOf, personWrite } from './draft-person.ts';
import type { Entry } from './entry.ts';
import { foldSayings, joinFolds } from './fold-sayings.ts';
import { readPeople } from './queries/read.ts';
import { type PersonWrite, savePeople } from './queries/write.ts';
import { refreshCompanyCopies } from './refold-people.ts';

type Batch = {
  entries: Entry[];
  assignment: Assignment;
  companies: CompanyChanges;
  merges: { survivor: number; absorbed: number }[];
  now: number;
};

export type FoldedPeople = {
  /** Per entry the person fields its touch asserts, with the company it names. */
  said: (Record<string, FieldValue> | null)[];
  /** Rows as written, of everybody new or changed. */
  rows: Map<number, PersonWrite>;
  changed: Set<number>;
  makePerson: (personId: number, createdAt: number, sourceId: number) => Promise<void>;
};

const nothing = { fields: {}, origin: {} };

/** Folds what a batch says into the people it belongs to, and writes those that are new or changed. */
export async function foldPeople(tx: Tx, workspaceId: number, batch: Batch): Promise<FoldedPeople> {
  const { entries, assignment, companies, merges } = batch;
  const said = entries.map(({ identified }, i) => {
    const companyId = companies.of[i];
    return companyId === undefined ? identified.fields : { ...identified.fields, company_id: companyId };
  });
  const created = new Set(assignment.created);
  const wanted = new Set(merges.flatMap((merge) => [merge.survivor, merge.absorbed]));
  assignment.people.forEach(({ person_id }, i) => {
    if (said[i]) wanted.add(person_id);
  });
  const stored = await readPeople(
    tx,
    workspaceId,
    [...wanted].filter((id) => !created.has(id)),
  );

  const drafts = new Map<number, Draft>();
  const absorbedInto = new Map(merges.map((merge) => [merge.absorbed, merge.survivor]));
  const draftOf = (id: number, at = batch.now, source = entries[0]?.identified.arrival.source_id as number): Draft => {
    const found = drafts.get(id);
    if (found) return found;
    const row = stored.get(id);
    const draft: Draft = {
      person_id: id,
      isNew: created.has(id),
      created_at: at,
      first_source_id: source,
      merged_into: absorbedInto.get(id) ?? null,
      fold: row ? foldOf(row) : nothing,
    };
    drafts.set(id, draft);
    return draft;
  };
  const changed = new Set<number>();
  entries.forEach(({ identified: { arrival, occurred_at }, key, touch_id }, i) => {
    const id = assignment.people[i]?.person_id as number;
    const fields = said[i];
    if (!fields && !created.has(id)) return;
    const draft = draftOf(id, arrival.received_at, arrival.source_id);
    if (!fields) return;
    const fold = foldSayings(draft.fold, [{ fields, at: occurred_at, key, touch_id }]);
    if (fold !== draft.fold) changed.add(id);
    draft.fold = fold;
  });
  for (const id of created) draftOf(id);
  for (const { survivor, absorbed } of merges) {
    const draft = draftOf(survivor);
    draft.fold = joinFolds(draft.fold, draftOf(absorbed).fold);
    changed.add(survivor);
  }

  const needed = [...drafts.values()]
    .map((draft) => draft.fold.fields.company_id)
    .filter((id): id is number => typeof id === 'number');
  const missing = [...new Set(needed)].filter((id) => !companies.rows.has(id));
  const companyRows = new Map([...companies.rows, ...(await readCompanies(tx, workspaceId, missing))]);
  const rows = new Map<number, PersonWrite>();
  for (const draft of drafts.values()) {
    if (draft.isNew || changed.has(draft.person_id)) rows.set(draft.person_id, personWrite(draft, companyRows));
  }
  await savePeople(
    tx,
    workspaceId,
    [...rows.values()].filter((row) => created.has(row.person_id)),
    'new',
  );
  await savePeople(
    tx,
    workspaceId,
    [...rows.values()].filter((row) => !created.has(row.person_id)),
    'known',
  );
  for (const id of await refreshCompanyCopies(tx, workspaceId, companies.revalued)) changed.add(id);
  for (const id of created) changed.add(id);
  for (const id of absorbedInto.keys()) changed.delete(id);

  const makePerson = async (personId: number, createdAt: number, sourceId: number) => {
    const draft: Draft = {
      person_id: personId,
      isNew: true,
      created_at: createdAt,
      first_source_id: sourceId,
      merged_into: null,
      fold: nothing,
    };
    await savePeople(tx, workspaceId, [personWrite(draft, companyRows)], 'new');
  };
  return { said, rows, changed, makePerson };
}
