import { z } from 'zod';
import { inWorkspace } from '../../base/db.ts';
import type { App } from '../../base/step.ts';
import { makeKey, revokeKey } from '../actions/change-key.ts';
import { KeyList, KeyParams, NewKey, NewKeyAnswer } from '../contract.ts';
import { listKeys } from '../queries/keys.ts';
import type { AccessContext } from './context.ts';

const tags = ['keys'];

/** Keys. Who may manage write keys may try; a secret key asks for more, inside. */
export function addKeyRoutes(server: App, { app }: AccessContext): void {
  server.get(
    '/api/keys',
    { config: { permission: 'keys.read' }, schema: { summary: 'The keys', tags, response: { 200: KeyList } } },
    ({ actor }) => inWorkspace(app, actor.workspace_id, async (tx) => ({ keys: await listKeys(tx) })),
  );

  server.post(
    '/api/keys',
    {
      config: { permission: 'write_keys.write' },
      schema: {
        summary: 'Make a key',
        description: 'A secret key also needs the permission `keys.write`.',
        tags,
        body: NewKey,
        response: { 201: NewKeyAnswer },
      },
    },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return makeKey(app, actor, body);
    },
  );

  server.delete(
    '/api/keys/:key_id',
    {
      config: { permission: 'write_keys.write' },
      schema: {
        summary: 'Revoke a key',
        description: 'A secret key also needs the permission `keys.write`.',
        tags,
        params: KeyParams,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await revokeKey(app, actor, params.key_id, Date.now());
      return reply.code(204).send(null);
    },
  );
}
