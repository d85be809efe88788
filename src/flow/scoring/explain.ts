import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { type Hit, prepareModel, type ScoreResult, type Subject, scoreAt } from '../../model/evaluate.ts';
import type { Model } from '../../model/format.ts';
import { deriveFields, foldSayings, loadContext, readCompanyAt, readSayings } from '../identity/index.ts';
import { termCatalogue } from './catalogue.ts';
import { findVersionAt, type PublishedModel, readPublished } from './live-model.ts';

/** A receipt with the version it was made under and the model it can be read with. */
export type Explanation = { person_id: number; model_id: number; version: number; model: Model; score: ScoreResult };

/**
 * The score of a person at an instant (epoch ms) with its complete receipt, from the very touches that make it, under the
 * version of the workspace's primary model that was live then. Throws `not_found`.
 */
export async function explainPerson(tx: Tx, workspaceId: number, personId: number, at: number): Promise<Explanation> {
  const history = await readHistory(tx, workspaceId, personId);
  const version = await findVersionAt(tx, workspaceId, history.model_id, at);
  if (version === undefined) throw new AppError('not_found', 'Scoring model: none has been published yet');
  const published = await readPublished(tx, workspaceId, history.model_id, version);
  const context = await loadContext(tx, workspaceId);
  const subject = await readSubject(tx, workspaceId, history, published, at);
  const ready = prepareModel(published.model, termCatalogue(context), context.time_zone);
  return {
    person_id: personId,
    model_id: history.model_id,
    version,
    model: published.model,
    score: scoreAt(ready, subject, at),
  };
}

type History = { person_id: number; model_id: number; first_source: string | null; band: string | null };

async function readHistory(tx: Tx, workspaceId: number, personId: number): Promise<History> {
  const { rows } = await sql<History>`
    select p.person_id, m.model_id, src.key as first_source, s.band
    from person p
    join model m on m.workspace_id = p.workspace_id and m.is_primary
    left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
    left join standing s on s.workspace_id = p.workspace_id and s.person_id = p.person_id and s.model_id = m.model_id
    where p.workspace_id = ${workspaceId} and p.person_id = ${personId}`.execute(tx);
  const found = rows[0];
  if (!found) throw new AppError('not_found', `Person ${personId}: not found in this workspace`);
  return found;
}

/** Fields and company as they stood at the instant, and all hits; those after the instant are left out by the reader. */
async function readSubject(
  tx: Tx,
  workspaceId: number,
  history: History,
  { signal_ids }: PublishedModel,
  at: number,
): Promise<Subject> {
  const sayings = (await readSayings(tx, workspaceId, [history.person_id], at)).get(history.person_id) ?? [];
  const person = deriveFields(foldSayings({ fields: {}, origin: {} }, sayings).fields);
  const company =
    typeof person.company_id === 'number' ? await readCompanyAt(tx, workspaceId, person.company_id, at) : {};
  const read = (field: string): unknown => {
    if (field === 'person.first_source') return history.first_source;
    const dot = field.indexOf('.');
    return (field.slice(0, dot) === 'company' ? company : person)[field.slice(dot + 1)];
  };
  return { read, hits: await readHits(tx, workspaceId, history.person_id, signal_ids), previous_band: history.band };
}

async function readHits(
  tx: Tx,
  workspaceId: number,
  personId: number,
  signalIds: Map<string, number>,
): Promise<Map<string, Hit[]>> {
  const keyOf = new Map([...signalIds].map(([key, id]) => [id, key]));
  const { rows } = await sql<{ signal_id: number; occurred_at: number; id: number }>`
    select h.signal_id, (extract(epoch from h.occurred_at) * 1000)::float8 as occurred_at, h.touch_id as id
    from signal_hit h
    where h.workspace_id = ${workspaceId} and h.person_id = ${personId} and h.signal_id = any(${[...keyOf.keys()]}::int[])`.execute(
    tx,
  );
  const hits = new Map<string, Hit[]>();
  for (const { signal_id, ...hit } of rows) {
    const key = keyOf.get(signal_id) as string;
    const list = hits.get(key) ?? [];
    list.push(hit);
    hits.set(key, list);
  }
  return hits;
}
