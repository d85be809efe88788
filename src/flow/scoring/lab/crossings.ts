import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, getVisibility, ownerCondition } from '../../../access/index.ts';
import type { Db, Tx } from '../../../base/db.ts';
import { buildPage, decodeCursor } from '../../../base/pages.ts';
import { compileScores } from '../../../model/compile.ts';
import { prepareModel, scoreAt } from '../../../model/evaluate.ts';
import { termCatalogue } from '../catalogue.ts';
import type { Whom } from '../whom.ts';
import { type AskedModel, type Question, readQuestion } from './asked-model.ts';
import type { CrossingsAnswer, CrossingsBody } from './contract.ts';
import { inHalves } from './halves.ts';
import { assertBand, isAtLeast } from './in-band.ts';
import { inLab } from './in-lab.ts';
import { movedLines } from './moved-lines.ts';
import { type Past, readPasts } from './pasts.ts';
import { labSources } from './sources.ts';

/** A page goes on at the instant of the first one, after the person who had moved so far. */
const Cursor = z.tuple([z.number(), z.number(), z.number()]);

type Crossed = {
  person_id: number;
  name: string | null;
  email: string | null;
  company: string | null;
  lead_id: number | null;
  owner_id: string | null;
  band_before: string | null;
  cell_before: string | null;
  band: string;
  cell: string | null;
  moved: number;
};

/**
 * Who would go into a band (or above it), or out of it, with the reason out of both receipts: a page of those whom the actor may see.
 * `now` is epoch ms. Throws what `readQuestion` throws, and `invalid_input` for a band that the model does not have.
 */
export async function crossings(
  app: Db,
  actor: Actor,
  modelId: number,
  body: z.output<typeof CrossingsBody>,
  now: number,
): Promise<CrossingsAnswer> {
  const cursor = body.cursor === undefined ? undefined : decodeCursor(body.cursor, Cursor);
  const at = cursor?.[0] ?? now;
  const { workspace_id: workspaceId } = actor;
  const question = await inLab(app, workspaceId, (tx) => readQuestion(tx, workspaceId, modelId, body));
  assertBand(question.after.model, body.band);
  const among = body.who === 'leads' ? 'open_lead' : 'everybody';
  const halves = await inHalves(app, workspaceId, among, (tx, whom) =>
    findCrossed(tx, actor, question, body, whom, at, cursor),
  );
  const found = halves.flatMap(({ rows }) => rows).sort((a, b) => b.moved - a.moved || b.person_id - a.person_id);
  const page = buildPage(found.slice(0, body.limit + 1), body.limit, (row) => [at, row.moved, row.person_id]);
  return {
    live_version: question.before?.version ?? null,
    people: halves.reduce((sum, half) => sum + half.people, 0),
    rows: await inLab(app, workspaceId, (tx) => explain(tx, workspaceId, question, page.rows, at)),
    next: page.next,
  };
}

/** Some of them, enough for a page and one more, those who move the most; and how many there are. */
async function findCrossed(
  tx: Tx,
  { workspace_id: workspaceId, ...actor }: Actor,
  { context, after, before }: Question,
  { band, direction, limit }: z.output<typeof CrossingsBody>,
  whom: Whom,
  at: number,
  cursor: z.infer<typeof Cursor> | undefined,
): Promise<{ people: number; rows: Crossed[] }> {
  const seen = await getVisibility(tx, actor);
  const scores = compileScores(after.model, labSources(workspaceId, after, context, whom, at));
  const [was, is] = [
    isAtLeast(before?.model, sql.ref('s.band'), band),
    isAtLeast(after.model, sql.ref('r.band'), band),
  ];
  const crosses = direction === 'in' ? sql`${is} and not ${was}` : sql`${was} and not ${is}`;
  const { rows } = await sql<Crossed & { people: number }>`
    with crossed as (
      select r.person_id, l.lead_id, l.owner_id, s.band as band_before, s.cell as cell_before, r.band, r.cell,
        abs(r.points - coalesce(s.total, 0)) as moved
      from (${scores}) as r
      left join standing s on s.workspace_id = ${workspaceId} and s.model_id = ${before?.model_id ?? 0} and s.person_id = r.person_id
        and ${whom(sql.ref('s.person_id'))}
      left join lead l on l.workspace_id = ${workspaceId} and l.person_id = r.person_id and l.pipeline = 'main' and l.closed_at is null
      where ${crosses} and ${ownerCondition(seen, sql.ref('l.owner_id'))}
    ), page as (
      select c.* from crossed c
      where ${cursor ? sql`(c.moved, c.person_id) < (${cursor[1]}::int, ${cursor[2]}::bigint)` : sql`true`}
      order by c.moved desc, c.person_id desc limit ${limit + 1}
    )
    select n.people, c.*, p.fields ->> 'full_name' as name, p.fields ->> 'email' as email, p.company ->> 'name' as company
    from (select count(*) as people from crossed) as n
    left join page c on true
    left join person p on p.workspace_id = ${workspaceId} and p.person_id = c.person_id`.execute(tx);
  return { people: rows[0]?.people ?? 0, rows: rows.filter((row) => row.person_id !== null) };
}

async function explain(
  tx: Tx,
  workspaceId: number,
  { context, after, before }: Question,
  rows: readonly Crossed[],
  at: number,
): Promise<CrossingsAnswer['rows']> {
  const ids = rows.map((row) => row.person_id);
  const models: AskedModel[] = before ? [after, before] : [after];
  const read = await readPasts(tx, workspaceId, ids, models, context, at);
  const pasts = new Map(read.map((each) => [each[0]?.person_id, each]));
  const nobody = models.map((each) => prepareModel(each.model, termCatalogue(context), context.time_zone));
  return rows.map((row) => {
    const own = pasts.get(row.person_id);
    const receipt = (index: number) => {
      const past: Past | undefined = own?.[index];
      const ready = nobody[index];
      if (!ready) return null;
      const subject = past?.subjectAt(at) ?? { read: () => undefined, hits: new Map() };
      return { model: ready.model, score: scoreAt(ready, subject, at) };
    };
    const [then, now] = [receipt(0) as NonNullable<ReturnType<typeof receipt>>, receipt(1)];
    const { person_id, name, email, company, lead_id, owner_id, band_before, cell_before, band, cell } = row;
    return {
      person_id,
      name,
      email,
      company,
      is_lead: lead_id !== null,
      owner_id,
      before: now && band_before !== null ? { points: now.score.points, band: band_before, cell: cell_before } : null,
      after: { points: then.score.points, band, cell },
      why: movedLines(now, then),
    };
  });
}
