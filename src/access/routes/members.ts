import { z } from 'zod';
import { inWorkspace } from '../../base/db.ts';
import type { App } from '../../base/step.ts';
import { changeMember, removeMember } from '../actions/change-member.ts';
import { createTeam, removeTeam, renameTeam } from '../actions/change-team.ts';
import { MemberChange, MemberList, MemberParams, TeamInput, TeamList, TeamMade, TeamParams } from '../contract.ts';
import { listMembers, listTeams } from '../views.ts';
import type { AccessContext } from './context.ts';

const reading = { permission: 'members.read' } as const;
const writing = { permission: 'members.write' } as const;
const tags = ['members'];
const Nothing = z.null();

/** Members and teams. */
export function addMemberRoutes(server: App, { app }: AccessContext): void {
  server.get(
    '/api/members',
    { config: reading, schema: { summary: 'Who is and was here', tags, response: { 200: MemberList } } },
    ({ actor }) => inWorkspace(app, actor.workspace_id, async (tx) => ({ members: await listMembers(tx) })),
  );

  server.patch(
    '/api/members/:user_id',
    {
      config: writing,
      schema: {
        summary: 'Change role or team',
        tags,
        params: MemberParams,
        body: MemberChange,
        response: { 204: Nothing },
      },
    },
    async ({ actor, params, body }, reply) => {
      await changeMember(app, actor, params.user_id, body);
      return reply.code(204).send(null);
    },
  );

  server.delete(
    '/api/members/:user_id',
    { config: writing, schema: { summary: 'Remove a member', tags, params: MemberParams, response: { 204: Nothing } } },
    async ({ actor, params }, reply) => {
      await removeMember(app, actor, params.user_id, Date.now());
      return reply.code(204).send(null);
    },
  );

  server.get(
    '/api/teams',
    { config: reading, schema: { summary: 'The teams', tags, response: { 200: TeamList } } },
    ({ actor }) => inWorkspace(app, actor.workspace_id, async (tx) => ({ teams: await listTeams(tx) })),
  );

  server.post(
    '/api/teams',
    { config: writing, schema: { summary: 'Make a team', tags, body: TeamInput, response: { 201: TeamMade } } },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return { team_id: await createTeam(app, actor, body.name) };
    },
  );

  server.patch(
    '/api/teams/:team_id',
    {
      config: writing,
      schema: { summary: 'Rename a team', tags, params: TeamParams, body: TeamInput, response: { 204: Nothing } },
    },
    async ({ actor, params, body }, reply) => {
      await renameTeam(app, actor, params.team_id, body.name);
      return reply.code(204).send(null);
    },
  );

  server.delete(
    '/api/teams/:team_id',
    { config: writing, schema: { summary: 'Remove a team', tags, params: TeamParams, response: { 204: Nothing } } },
    async ({ actor, params }, reply) => {
      await removeTeam(app, actor, params.team_id);
      return reply.code(204).send(null);
    },
  );
}
