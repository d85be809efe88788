import { z } from 'zod';
import { defineFact } from '../base/facts.ts';
import { Language } from './contract.ts';

/** Later steps give a new workspace what it begins with (sources, the scoring preset), within its own transaction. */
export const workspaceCreated = defineFact(
  'workspace.created',
  z.object({
    workspace_id: z.int(),
    kind: z.enum(['real', 'demo']),
    language: Language,
    /** The scoring preset to begin with, by its key. */
    preset: z.string(),
    /** The user who administers it. */
    administrator_id: z.string(),
  }),
  'A workspace and its administrator are being made.',
);
