import { sql } from 'kysely';
import type { z } from 'zod';
import { type Actor, getVisibility, seesOwner } from '../../../access/index.ts';
import type { Db, Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { findField } from '../../../conditions/catalogue.ts';
import { holds } from '../../../conditions/evaluate.ts';
import { prepareCondition } from '../../../conditions/prepare.ts';
import { usedSignals } from '../../../model/catalogue.ts';
import { type Hit, scoreAt } from '../../../model/evaluate.ts';
import type { FieldValue } from '../../capture/index.ts';
import type { Saying } from '../../identity/index.ts';
import { signalCatalogue, termCatalogue } from '../catalogue.ts';
import type { PersonHistory } from '../history.ts';
import { touchReader } from '../touch-reader.ts';
import { type AskedModel, type Context, readQuestion } from './asked-model.ts';
import type { WhatIfAnswer, WhatIfBody, WhatIfTouch } from './contract.ts';
import { inLab } from './in-lab.ts';
import { bandAt } from './looks.ts';
import { movedLines } from './moved-lines.ts';
import { openPast, type Past, readPasts } from './pasts.ts';

const DAY = 86_400_000;

/**
 * The score and receipt of one person as they are, and with fields changed and touches added. `now` is epoch ms. Throws what
 * `readQuestion` throws, `not_found` for a person whom the actor may not see, `invalid_input` for a field that there is not.
 */
export async function whatIf(
  app: Db,
  actor: Actor,
  modelId: number,
  body: z.output<typeof WhatIfBody>,
  now: number,
): Promise<WhatIfAnswer> {
  const { workspace_id: workspaceId } = actor;
  return inLab(app, workspaceId, async (tx) => {
    const { context, after: asked } = await readQuestion(tx, workspaceId, modelId, body);
    assertFields(Object.keys(body.fields), context);
    await assertSeen(tx, actor, body.person_id);
    const [own] = await readPasts(tx, workspaceId, [body.person_id], [asked], context, now);
    const past = own?.[0];
    if (!past) throw unknown(body.person_id);
    const imagined = imagine(past, asked, context, body, now);
    const before = scoreAt(past.ready, { ...past.subjectAt(now), previous_band: bandAt(past, now) }, now);
    const after = scoreAt(past.ready, { ...imagined.past.subjectAt(now), previous_band: before.band }, now);
    const { model } = asked;
    return {
      person_id: body.person_id,
      model,
      before,
      after,
      moved: movedLines({ model, score: before }, { model, score: after }),
      signals: imagined.signals,
    };
  });
}

/** Throws `not_found` unless there is such a person, whom the actor may see. */
async function assertSeen(tx: Tx, actor: Actor, personId: number): Promise<void> {
  const seen = await getVisibility(tx, actor);
  const { rows } = await sql<{ owner_id: string | null }>`
    select l.owner_id from person p
    left join lead l on l.workspace_id = p.workspace_id and l.person_id = p.person_id and l.pipeline = 'main' and l.closed_at is null
    where p.workspace_id = ${actor.workspace_id} and p.person_id = ${personId} and p.merged_into is null`.execute(tx);
  if (!rows[0] || !seesOwner(seen, rows[0].owner_id)) throw unknown(personId);
}

function unknown(personId: number): AppError {
  return new AppError('not_found', `Person ${personId}: not found among the people you may see`);
}

function assertFields(names: readonly string[], context: Context): void {
  const catalogue = termCatalogue(context);
  const errors = names
    .filter((name) => !findField(catalogue, name))
    .map((name) => ({
      path: ['body', 'fields', name],
      message: `Expected a field of people or companies, found ${name}`,
    }));
  if (errors[0]) throw new AppError('invalid_input', errors[0].message, { errors });
}

type Wish = { fields: Record<string, unknown>; touches: readonly WhatIfTouch[] };

/** The past with what is imagined in it, said and done last; and which signals each imagined touch matches. */
function imagine(past: Past, asked: AskedModel, context: Context, { fields, touches }: Wish, now: number) {
  const signals = touches.map((touch) => matchedBy(touch, asked, context, now - touch.days_ago * DAY));
  const hits = new Map(past.history.hits);
  for (const [index, touch] of touches.entries()) {
    for (const key of signals[index] as string[]) {
      const id = asked.signal_ids.get(key) as number;
      const hit: Hit = { id: -1 - index, occurred_at: now - touch.days_ago * DAY };
      hits.set(id, [...(hits.get(id) ?? []), hit]);
    }
  }
  const first = Math.min(past.first_at, ...touches.map((touch) => now - touch.days_ago * DAY));
  return { past: openPast({ ...saying(past.history, fields, past, now), hits }, asked, past.ready, first), signals };
}

/** Keys of the model's signals that a touch matches. */
function matchedBy(touch: WhatIfTouch, { model }: AskedModel, context: Context, at: number): string[] {
  const read = touchReader({ ...touch, event: touch.event ?? null, source: touch.source });
  return usedSignals(model).filter((key) => {
    const { when } = model.signals[key] as { when: Parameters<typeof prepareCondition>[0] };
    return holds(prepareCondition(when, signalCatalogue, context.time_zone), read, at);
  });
}

/** Nobody's company, for somebody of whom none is known. */
const imaginedCompany = -1;

function saying(
  history: PersonHistory,
  fields: Record<string, unknown>,
  past: Past,
  now: number,
): Omit<PersonHistory, 'hits'> {
  const of = (scope: string) =>
    Object.fromEntries(
      Object.entries(fields)
        .filter(([name]) => name.startsWith(`${scope}.`))
        .map(([name, value]) => [name.slice(scope.length + 1), value as FieldValue]),
    );
  const said = (more: Record<string, FieldValue>): Saying => ({ fields: more, at: now, key: '~', touch_id: 0 });
  const { first_source, ...person } = of('person');
  const company = of('company');
  const known = past.subjectAt(now).read('person.company_id');
  const companyId = typeof known === 'number' ? known : imaginedCompany;
  const hasCompany = Object.keys(company).length > 0;
  const before = history.companies.get(companyId);
  const companies = hasCompany
    ? new Map([
        ...history.companies,
        [companyId, { domain: before?.domain, sayings: [...(before?.sayings ?? []), said(company)] }] as const,
      ])
    : history.companies;
  const own = hasCompany ? { ...person, company_id: companyId } : person;
  return {
    ...history,
    first_source: first_source === undefined ? history.first_source : (first_source as string | null),
    sayings: Object.keys(own).length > 0 ? [...history.sayings, said(own)] : history.sayings,
    companies,
  };
}
