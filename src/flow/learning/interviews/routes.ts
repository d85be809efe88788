import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { answerInterview, beginInterview, removeInterview } from './answer.ts';
import {
  Interview,
  InterviewBody,
  InterviewList,
  InterviewParams,
  InterviewSummary,
  ModelParams,
  ProfileParams,
  RulesAnswer,
  RulesBody,
  SignsAnswer,
  SignsBody,
  SummaryQuery,
} from './contract.ts';
import { getInterview, listInterviews } from './queries.ts';
import { takeRules, takeSigns } from './take.ts';
import { summarize } from './views.ts';

const tags = ['learning'];
const reading = { permission: 'people.read' } as const;
const answering = { permission: 'people.write' } as const;

/** Adds the routes of interviews with those who sell: whoever may enter and change leads answers, whoever may change scoring takes rules. */
export function addInterviewRoutes(app: App, context: RouteContext): void {
  addAnswerRoutes(app, context);
  addTakingRoutes(app, context);
}

function addAnswerRoutes(app: App, { db }: RouteContext): void {
  app.get(
    '/api/interviews',
    { config: reading, schema: { summary: 'Who has answered', tags, response: { 200: InterviewList } } },
    ({ actor: { workspace_id } }) =>
      inWorkspace(db.app, workspace_id, async (tx) => ({ interviews: await listInterviews(tx, workspace_id) })),
  );

  app.post(
    '/api/interviews',
    {
      config: answering,
      schema: { summary: 'Begin one’s own interview, or go on', tags, response: { 200: Interview } },
    },
    ({ actor }) => inWorkspace(db.app, actor.workspace_id, (tx) => beginInterview(tx, actor)),
  );

  app.get(
    '/api/interviews/:interview_id',
    {
      config: reading,
      schema: { summary: 'What somebody answered', tags, params: InterviewParams, response: { 200: Interview } },
    },
    ({ actor: { workspace_id }, params }) =>
      inWorkspace(db.app, workspace_id, (tx) => getInterview(tx, workspace_id, params.interview_id)),
  );

  app.put(
    '/api/interviews/:interview_id',
    {
      config: answering,
      schema: {
        summary: 'Keep one’s answers',
        tags,
        params: InterviewParams,
        body: InterviewBody,
        response: { 200: Interview },
      },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) => answerInterview(tx, actor, params.interview_id, body)),
  );

  app.delete(
    '/api/interviews/:interview_id',
    { config: answering, schema: { summary: 'Remove an interview', tags, params: InterviewParams } },
    async ({ actor, params }, reply) => {
      const mayAll = actor.permissions.has('scoring.write');
      await inWorkspace(db.app, actor.workspace_id, (tx) => removeInterview(tx, actor, params.interview_id, mayAll));
      return reply.code(204).send();
    },
  );
}

function addTakingRoutes(app: App, { db }: RouteContext): void {
  app.get(
    '/api/interviews/summary',
    {
      config: { permission: 'scoring.read' },
      schema: {
        summary: 'What they said, and the rules that follow',
        tags,
        querystring: SummaryQuery,
        response: { 200: InterviewSummary },
      },
    },
    ({ actor: { workspace_id }, query }) =>
      inWorkspace(db.app, workspace_id, (tx) => summarize(tx, workspace_id, query.model_id)),
  );

  app.post(
    '/api/models/:model_id/interview-rules',
    {
      config: { permission: 'scoring.write' },
      schema: {
        summary: 'Put proposed rules into a model’s draft',
        tags,
        params: ModelParams,
        body: RulesBody,
        response: { 200: RulesAnswer },
      },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) => takeRules(tx, actor.workspace_id, actor, params.model_id, body)),
  );

  app.post(
    '/api/profiles/:profile_id/interview-signs',
    {
      config: { permission: 'scoring.write' },
      schema: {
        summary: 'Add proposed signs to a profile',
        tags,
        params: ProfileParams,
        body: SignsBody,
        response: { 200: SignsAnswer },
      },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) =>
        takeSigns(tx, actor.workspace_id, actor, params.profile_id, body.signs),
      ),
  );
}
