import { z } from 'zod';
import { recordChange } from '../../../access/audit.ts';
import { type Db, inWorkspace } from '../../../base/db.ts';
import type { App } from '../../../base/step.ts';
import { NewSavedMapping, SavedMapping, SavedMappingList } from './contract.ts';
import { shippedMappings } from './find-mapping.ts';
import { listSavedMappings, removeMapping, saveMapping } from './saved-mappings.ts';

const tags = ['imports'];
const config = { permission: 'imports.run' } as const;
const Params = z.object({ import_mapping_id: z.coerce.number().int() });

/** Adds the routes of saved mappings. */
export function addMappingRoutes(app: App, db: Db): void {
  app.get(
    '/api/import-mappings',
    { config, schema: { summary: 'List saved and shipped mappings', tags, response: { 200: SavedMappingList } } },
    ({ actor: { workspace_id } }) =>
      inWorkspace(db, workspace_id, async (tx) => ({
        mappings: [...(await listSavedMappings(tx, workspace_id)), ...shippedMappings],
      })),
  );

  app.post(
    '/api/import-mappings',
    { config, schema: { summary: 'Save a mapping', tags, body: NewSavedMapping, response: { 201: SavedMapping } } },
    async ({ actor, body }, reply) => {
      const saved = await inWorkspace(db, actor.workspace_id, async (tx) => {
        const mapping = await saveMapping(tx, actor.workspace_id, body);
        await recordChange(tx, actor, {
          action: 'import_mapping.saved',
          subject_kind: 'import_mapping',
          subject_id: mapping.import_mapping_id,
          after: { name: mapping.name },
        });
        return mapping;
      });
      return reply.code(201).send(saved);
    },
  );

  app.delete(
    '/api/import-mappings/:import_mapping_id',
    { config, schema: { summary: 'Forget a saved mapping', tags, params: Params } },
    async ({ actor, params: { import_mapping_id } }, reply) => {
      await inWorkspace(db, actor.workspace_id, async (tx) => {
        await removeMapping(tx, actor.workspace_id, import_mapping_id);
        const change = {
          action: 'import_mapping.removed',
          subject_kind: 'import_mapping',
          subject_id: import_mapping_id,
        };
        await recordChange(tx, actor, change);
      });
      return reply.code(204).send();
    },
  );
}
