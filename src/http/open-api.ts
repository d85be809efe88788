import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { App } from '../base/step.ts';

/** `GET /api/openapi.json`: the description of every route, from the very schemas that check it. Register before routes. */
export async function describeRoutes(app: App, version: string, publicUrl: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plumb',
        version,
        description:
          'Leads in, scored, with the reason for every point. Errors are `application/problem+json` with a `code` from docs/errors.md.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'A secret key from Settings → Keys.' },
          session: { type: 'apiKey', in: 'cookie', name: 'plumb.session_token' },
        },
      },
    },
    transform: (route) => {
      const described = jsonSchemaTransform(route);
      const permission = route.route?.config?.permission;
      if (permission === undefined || permission === 'public') return described;
      const security: Record<string, string[]>[] = [{ key: [] }, { session: [] }];
      const needs =
        permission === 'signed_in' ? 'Any signed-in user or key.' : `Needs the permission \`${permission}\`.`;
      const description = [described.schema?.description, needs].filter(Boolean).join(' ');
      return { ...described, schema: { ...described.schema, security, description } };
    },
  });
  app.get('/api/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, () => app.swagger());
}
