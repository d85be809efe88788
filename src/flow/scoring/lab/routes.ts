import type { z } from 'zod';
import type { Actor } from '../../../access/index.ts';
import type { Database } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import {
  CrossingsAnswer,
  CrossingsBody,
  LabParams,
  LoadAnswer,
  LoadBody,
  PreviewAnswer,
  PreviewBody,
} from './contract.ts';
import { crossings } from './crossings.ts';
import { load } from './load.ts';
import { preview } from './preview.ts';

/** One question of the lab: its schemas, and who answers it. */
type Question<Body extends z.ZodType, Answer extends z.ZodType> = {
  summary: string;
  body: Body;
  answer: Answer;
  ask: (
    db: Database['app'],
    actor: Actor,
    modelId: number,
    body: z.output<Body>,
    now: number,
  ) => Promise<z.output<Answer>>;
};

/** Adds the questions of the score lab about a model, `POST /api/models/:model_id/lab/…`. Nothing they do changes anything. */
export function addLabRoutes(app: App, { db }: RouteContext): void {
  const add = <Body extends z.ZodType, Answer extends z.ZodType>(
    name: string,
    { summary, body, answer, ask }: Question<Body, Answer>,
  ) =>
    app.post(
      `/api/models/:model_id/lab/${name}`,
      {
        config: { permission: 'scoring.read' },
        schema: { summary, tags: ['score lab'], params: LabParams, body, response: { 200: answer } },
      },
      (request) => {
        const { actor, params } = request;
        return ask(db.app, actor, params.model_id, request.body as z.output<Body>, Date.now()) as never;
      },
    );

  add('preview', {
    summary: 'How people stand under a draft, beside how they stand now',
    body: PreviewBody,
    answer: PreviewAnswer,
    ask: (app, { workspace_id }, model, body, now) => preview(app, workspace_id, model, body, now),
  });
  add('crossings', {
    summary: 'Who would go into a band or out of it, and why',
    body: CrossingsBody,
    answer: CrossingsAnswer,
    ask: crossings,
  });
  add('load', {
    summary: 'Open leads in a band by owner, now and under a draft',
    body: LoadBody,
    answer: LoadAnswer,
    ask: load,
  });
}
