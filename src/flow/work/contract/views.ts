import { z } from 'zod';
import { LeadSelection, LeadSort } from './leads.ts';
import { Id, IdParam } from './named.ts';

/** A filter, sort and choice of columns that can be shown as a tab. */
export const ViewDefinition = LeadSelection.extend({
  sort: LeadSort.default({ by: 'total', direction: 'desc' }),
  columns: z.array(z.string().max(100)).max(40).default([]),
});
export type ViewDefinition = z.infer<typeof ViewDefinition>;

/** `key` is set on views that Plumb ships, whose name screens translate. One that is not `shared` only its owner sees. */
export const SavedView = z.object({
  saved_view_id: Id,
  key: z.string().nullable(),
  name: z.string(),
  shared: z.boolean(),
  position: z.int(),
  definition: ViewDefinition,
  /** May the asking user change or delete it. */
  editable: z.boolean(),
});
export type SavedView = z.infer<typeof SavedView>;
export const SavedViewList = z.object({ views: z.array(SavedView) });
export const SavedViewParams = z.object({ saved_view_id: IdParam });
export const NewSavedView = z.object({
  name: z.string().trim().min(1).max(80),
  shared: z.boolean().default(false),
  definition: ViewDefinition,
});
export const SavedViewChange = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  shared: z.boolean().optional(),
  definition: ViewDefinition.optional(),
  position: z.int().min(0).max(1000).optional(),
});
