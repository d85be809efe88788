import { z } from 'zod';
import { defineFact } from '../../base/facts.ts';
import type { Arrival, Outcome } from './arrival.ts';
import type { FieldTyping } from './typed-values.ts';

/**
 * Announced inside the transaction that is about to keep a batch. Identity listens within it and fills `outcomes`
 * in the order of `arrivals`; whoever throws takes the whole batch back.
 */
export const arrivalsReceived = defineFact(
  'arrivals.received',
  z.object({
    workspace_id: z.int(),
    arrivals: z.custom<Arrival[]>(Array.isArray),
    outcomes: z.custom<Outcome[]>(Array.isArray),
  }),
  'A batch of arrivals is being kept.',
);

/** A file's mapping names person or company fields that the workspace may not have yet; identity makes those it lacks. */
export const fieldsWanted = defineFact(
  'fields.wanted',
  z.object({
    workspace_id: z.int(),
    fields: z.array(
      z.object({
        scope: z.enum(['person', 'company']),
        key: z.string(),
        type: z.enum(['text', 'number', 'boolean', 'date', 'instant', 'select', 'list']),
        label: z.string(),
      }),
    ),
  }),
  'An import is about to start whose mapping uses these custom fields.',
);

/** Identity listens within it and adds to `person` and `company` the types of the workspace's own fields. */
export const fieldTypesAsked = defineFact(
  'field_types.asked',
  z.object({
    workspace_id: z.int(),
    person: z.custom<Map<string, FieldTyping>>((value) => value instanceof Map),
    company: z.custom<Map<string, FieldTyping>>((value) => value instanceof Map),
  }),
  'An import is about to read cells and wants to know of what types fields are.',
);
