import type { z } from 'zod';
import type { Actor } from '../../../access/index.ts';
import type { Database } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { advice } from './advice.ts';
import { compare } from './compare.ts';
import {
  AdviceAnswer,
  AdviceBody,
  CompareAnswer,
  CompareBody,
  CrossingsAnswer,
  CrossingsBody,
  LabParams,
  LoadAnswer,
  LoadBody,
  OutcomesAnswer,
  OutcomesBody,
  PreviewAnswer,
  PreviewBody,
  SuggestAnswer,
  SuggestBody,
  VolumeAnswer,
  VolumeBody,
  WhatIfAnswer,
  WhatIfBody,
} from './contract.ts';
import { crossings } from './crossings.ts';
import { load } from './load.ts';
import { outcomes } from './outcomes.ts';
import { preview } from './preview.ts';
import { suggest } from './suggest.ts';
import { volume } from './volume.ts';
import { whatIf } from './what-if.ts';

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
  add('volume', {
    summary: 'How many people rose into each band in each of the last weeks',
    body: VolumeBody,
    answer: VolumeAnswer,
    ask: (app, { workspace_id }, model, body, now) => volume(app, workspace_id, model, body, now),
  });
  add('outcomes', {
    summary: 'How well the score foretells who wins',
    body: OutcomesBody,
    answer: OutcomesAnswer,
    ask: (app, { workspace_id }, model, body, now) => outcomes(app, workspace_id, model, body, now),
  });
  add('suggest', {
    summary: 'The threshold for a wished weekly volume or precision',
    body: SuggestBody,
    answer: SuggestAnswer,
    ask: (app, { workspace_id }, model, body, now) => suggest(app, workspace_id, model, body, now),
  });
  add('advice', {
    summary: 'Terms that do nothing, count twice, or do not tell winners from the rest',
    body: AdviceBody,
    answer: AdviceAnswer,
    ask: (app, { workspace_id }, model, body, now) => advice(app, workspace_id, model, body, now),
  });
  add('compare', {
    summary: 'Two live models on what happened since a day',
    body: CompareBody,
    answer: CompareAnswer,
    ask: (app, { workspace_id }, model, body, now) => compare(app, workspace_id, model, body, now),
  });
  add('what-if', {
    summary: 'One person as they are, and as they might be',
    body: WhatIfBody,
    answer: WhatIfAnswer,
    ask: whatIf,
  });
}
