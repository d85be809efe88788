import { z } from 'zod';
import { Condition } from '../../../conditions/format.ts';
import { FieldValue } from '../../capture/contract.ts';
import { Id, Instant, SourceRef, UserRef } from './named.ts';
import { Temperature } from './temperature.ts';

/** `lead`: has an open lead; `interest`: has none, so cannot be worked yet. */
export const leadKinds = ['lead', 'interest', 'all'] as const;
export type LeadKind = (typeof leadKinds)[number];

/** Sorts that an index serves, quick on any number of leads. Any field of the catalogue may be sorted by as well. */
export const indexedSorts = [
  'total',
  'fit',
  'engagement',
  'last_touch_at',
  'first_touch_at',
  'opened_at',
  'full_name',
  'company_name',
] as const;

export const LeadSort = z.object({ by: z.string().min(1).max(100), direction: z.enum(['asc', 'desc']) });
export type LeadSort = z.infer<typeof LeadSort>;

/** Which people: all parts must hold. `search` is looked for in name, e-mail, phone and company. */
export const LeadSelection = z.object({
  kind: z.enum(leadKinds).default('lead'),
  filter: Condition.optional(),
  search: z.string().trim().max(200).optional(),
});
export type LeadSelection = z.infer<typeof LeadSelection>;

/**
 * A page of people. `columns` are names from the field catalogue (`person.budget`, `company.revenue`). Missing sort
 * values come last in either direction; ties are broken by person id in the sort's direction. `after` is the `next` of
 * the page before and belongs to the same sort.
 */
export const LeadQuery = LeadSelection.extend({
  sort: LeadSort.default({ by: 'total', direction: 'desc' }),
  columns: z.array(z.string().max(100)).max(40).default([]),
  after: z.string().max(2000).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type LeadQuery = z.infer<typeof LeadQuery>;

export const LeadRow = z.object({
  person_id: Id,
  lead_id: Id.nullable(),
  kind: z.enum(['lead', 'interest']),
  full_name: z.string().nullable(),
  company_id: Id.nullable(),
  company_name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  total: z.int(),
  fit: z.int().nullable(),
  engagement: z.int().nullable(),
  /** What the points give; `temperature` is how warm somebody counts as. */
  band: z.string(),
  temperature: Temperature,
  cell: z.string().nullable(),
  stage: z.string().nullable(),
  owner: UserRef.nullable(),
  source: SourceRef.nullable(),
  first_touch_at: Instant,
  last_touch_at: Instant,
  opened_at: Instant.nullable(),
  columns: z.record(z.string(), FieldValue),
});
export type LeadRow = z.infer<typeof LeadRow>;

export const LeadPage = z.object({ rows: z.array(LeadRow), next: z.string().nullable() });
export type LeadPage = z.infer<typeof LeadPage>;

/** Sparks are asked for apart, so that rows are never late because of them. At most a page of people. */
export const SparkRequest = z.object({ person_ids: z.array(Id).min(1).max(200) });

/** Total points at ten instants over the last 30 days, oldest first; null before the person was known. */
export const SparkAnswer = z.object({
  sparks: z.array(z.object({ person_id: Id, totals: z.array(z.int().nullable()) })),
});

/** `exact` up to 10,000; beyond that an estimate, to be shown as "about". */
export const LeadCount = z.object({ count: z.int(), exact: z.boolean() });
export type LeadCount = z.infer<typeof LeadCount>;

/** A CSV of every matching row. `columns` are names from the field catalogue, in the order wanted; at least one. */
export const LeadExport = LeadSelection.extend({
  sort: LeadSort.default({ by: 'total', direction: 'desc' }),
  columns: z.array(z.string().max(100)).min(1).max(100),
});
export type LeadExport = z.infer<typeof LeadExport>;
