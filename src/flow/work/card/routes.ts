import { type Actor, getVisibility } from '../../../access/index.ts';
import { inWorkspace, type Tx } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { adjust, endAdjustment, explainPerson, nextSignals } from '../../scoring/index.ts';
import {
  ChangeAnswer,
  CourseQuery,
  FieldsChange,
  OwnerChange,
  PersonAnswer,
  PersonParams,
  RawTouch,
  ReceiptQuery,
  SparkAnswer,
  SparkRequest,
  Timeline,
  TimelineQuery,
  TouchParams,
} from '../contract.ts';
import { loadListContext } from '../views/list-context.ts';
import { changeFields } from './actions/change-fields.ts';
import { changeOwner } from './actions/change-owner.ts';
import {
  AdjustmentAnswer,
  AdjustmentBody,
  AdjustmentParams,
  CourseAnswer,
  NextSignalsAnswer,
  ReceiptAnswer,
} from './contract.ts';
import { getSeenPerson } from './seen-person.ts';
import { readTimelineQuery } from './timeline-query.ts';
import { readCourse, readSparks } from './views/course.ts';
import { getRawTouch } from './views/raw-touch.ts';
import { readCard } from './views/read-card.ts';
import { readTimeline } from './views/timeline.ts';

const tags = ['people'];
const reading = { permission: 'people.read' } as const;
const adjusting = { permission: 'people.write' } as const;
const quarter = 90 * 86_400_000;

/** Adds the routes of one person: the card, the timeline, the reason for the score, and changes by hand. */
export function addCardRoutes(app: App, { db }: RouteContext): void {
  const within = <T>({ workspace_id }: Actor, work: (tx: Tx) => Promise<T>) => inWorkspace(db.app, workspace_id, work);
  /** Work on a person whom the actor may see, under the id they have today. */
  const withSeen = <T>(actor: Actor, personId: number, work: (tx: Tx, personId: number) => Promise<T>) =>
    within(actor, async (tx) => {
      const seen = await getVisibility(tx, actor);
      return work(tx, (await getSeenPerson(tx, actor.workspace_id, seen, personId)).person_id);
    });

  app.get(
    '/api/people/:person_id',
    {
      config: reading,
      schema: { summary: 'A person', tags, params: PersonParams, response: { 200: PersonAnswer } },
    },
    ({ actor, params: { person_id } }) =>
      within(actor, async (tx) => {
        const context = await loadListContext(tx, actor, Date.now());
        const person = await getSeenPerson(tx, actor.workspace_id, context.seen, person_id);
        if (person.person_id !== person_id) return { state: 'merged' as const, merged_into: person.person_id };
        return { state: 'present' as const, card: await readCard(tx, context, person) };
      }),
  );

  app.get(
    '/api/people/:person_id/timeline',
    {
      config: reading,
      schema: {
        summary: 'What happened with a person, newest first',
        tags,
        params: PersonParams,
        querystring: TimelineQuery,
        response: { 200: Timeline },
      },
    },
    ({ actor, params, query }) => {
      const wish = readTimelineQuery(query);
      return within(actor, async (tx) => {
        const context = await loadListContext(tx, actor, Date.now());
        const { person_id } = await getSeenPerson(tx, actor.workspace_id, context.seen, params.person_id);
        return readTimeline(tx, context, actor, person_id, wish);
      });
    },
  );

  app.get(
    '/api/people/:person_id/touches/:touch_id',
    {
      config: reading,
      schema: { summary: 'A touch as it came', tags, params: TouchParams, response: { 200: RawTouch } },
    },
    ({ actor, params }) =>
      withSeen(actor, params.person_id, (tx, id) => getRawTouch(tx, actor.workspace_id, id, params.touch_id)),
  );

  app.get(
    '/api/people/:person_id/receipt',
    {
      config: reading,
      schema: {
        summary: 'The score of a person at an instant, with the reason for every point',
        tags,
        params: PersonParams,
        querystring: ReceiptQuery,
        response: { 200: ReceiptAnswer },
      },
    },
    ({ actor, params, query: { at } }) =>
      withSeen(actor, params.person_id, async (tx, id) => {
        const asked = at === undefined ? Date.now() : Date.parse(at);
        const { adjustments, ...explained } = await explainPerson(tx, actor.workspace_id, id, asked);
        return { ...explained, adjustments: adjustments.map(tellAdjustment) };
      }),
  );

  app.get(
    '/api/people/:person_id/next-signals',
    {
      config: reading,
      schema: {
        summary: 'What would change the score of a person: likely next signals, and the next fall',
        tags,
        params: PersonParams,
        response: { 200: NextSignalsAnswer },
      },
    },
    ({ actor, params }) =>
      withSeen(actor, params.person_id, (tx, id) => nextSignals(tx, actor.workspace_id, id, Date.now())),
  );

  app.post(
    '/api/people/:person_id/adjustments',
    {
      config: adjusting,
      schema: {
        summary: 'Give or take points by hand',
        tags,
        params: PersonParams,
        body: AdjustmentBody,
        response: { 201: AdjustmentAnswer },
      },
    },
    async ({ actor, params, body }, reply) => {
      const ends_at = body.ends_at === null ? null : Date.parse(body.ends_at);
      const adjustment_id = await withSeen(actor, params.person_id, (tx, id) =>
        adjust(tx, actor.workspace_id, actor, id, { ...body, ends_at }, Date.now()),
      );
      return reply.code(201).send({ adjustment_id });
    },
  );

  app.delete(
    '/api/people/:person_id/adjustments/:adjustment_id',
    {
      config: adjusting,
      schema: {
        summary: 'End points that were given by hand',
        tags,
        params: AdjustmentParams,
        response: { 200: AdjustmentAnswer },
      },
    },
    ({ actor, params: { person_id, adjustment_id } }) =>
      withSeen(actor, person_id, async (tx, id) => {
        await endAdjustment(tx, actor.workspace_id, actor, id, adjustment_id, Date.now());
        return { adjustment_id };
      }),
  );

  app.get(
    '/api/people/:person_id/course',
    {
      config: reading,
      schema: {
        summary: 'How the score of a person moved',
        tags,
        params: PersonParams,
        querystring: CourseQuery,
        response: { 200: CourseAnswer },
      },
    },
    ({ actor, params, query }) =>
      withSeen(actor, params.person_id, async (tx, id) => {
        const to = query.to === undefined ? Date.now() : Date.parse(query.to);
        const from = query.from === undefined ? to - quarter : Date.parse(query.from);
        return readCourse(tx, actor.workspace_id, id, { from, to, points: query.points });
      }),
  );

  app.post(
    '/api/leads/sparks',
    {
      config: reading,
      schema: {
        summary: 'Scores of a page of people over the last 30 days',
        tags: ['leads'],
        body: SparkRequest,
        response: { 200: SparkAnswer },
      },
    },
    ({ actor, body }) =>
      within(actor, async (tx) => {
        const who = { workspaceId: actor.workspace_id, seen: await getVisibility(tx, actor), now: Date.now() };
        return { sparks: await readSparks(tx, who, body.person_ids) };
      }),
  );

  app.patch(
    '/api/people/:person_id/fields',
    {
      config: { permission: 'people.write' },
      schema: {
        summary: 'Change fields of a person by hand',
        tags,
        params: PersonParams,
        body: FieldsChange,
        response: { 200: ChangeAnswer },
      },
    },
    ({ actor, params, body }) =>
      within(actor, async (tx) => ({
        changed: await changeFields(tx, actor, params.person_id, body, Date.now()),
      })),
  );

  app.put(
    '/api/people/:person_id/owner',
    {
      config: { permission: 'leads.assign' },
      schema: {
        summary: 'Give the open lead to somebody, or to nobody',
        tags,
        params: PersonParams,
        body: OwnerChange,
        response: { 200: ChangeAnswer },
      },
    },
    ({ actor, params, body }) =>
      within(actor, async (tx) => ({ changed: await changeOwner(tx, actor, params.person_id, body.owner_id) })),
  );
}

type Given = Awaited<ReturnType<typeof explainPerson>>['adjustments'][number];

function tellAdjustment({ id, points, reason, made_by, starts_at, ends_at }: Given) {
  const instant = (ms: number) => new Date(ms).toISOString();
  return {
    adjustment_id: id,
    points,
    reason,
    made_by,
    starts_at: instant(starts_at),
    ends_at: ends_at === null ? null : instant(ends_at),
  };
}
