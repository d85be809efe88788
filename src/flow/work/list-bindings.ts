import { type RawBuilder, sql } from 'kysely';
import type { Field } from '../../conditions/catalogue.ts';
import type { Bindings, FieldBinding } from '../../conditions/compile-bindings.ts';
import { completenessField, completenessSql } from '../identity/index.ts';
import { temperatureField } from './temperature/compile-temperature.ts';

type Expression = RawBuilder<unknown>;

/** What SQL over lists needs to know beside its tables. */
export type BindingContext = {
  workspaceId: number;
  /** Source keys by id. */
  sourceKeys: ReadonlyMap<number, string>;
  /** Signal ids by key, of the live model. */
  signalIds: ReadonlyMap<string, number>;
  /** Fields that are worked out of others, by name. */
  derived: ReadonlyMap<string, Expression>;
};

const standingColumns: Record<string, { column: string; nullable: boolean }> = {
  'score.total': { column: 's.total', nullable: false },
  'score.fit': { column: 's.fit', nullable: true },
  'score.engagement': { column: 's.engagement', nullable: true },
  'score.band': { column: 's.band', nullable: false },
  'score.cell': { column: 's.cell', nullable: true },
  last_touch_at: { column: 's.last_touch_at', nullable: false },
  first_touch_at: { column: 's.first_touch_at', nullable: false },
  touch_count: { column: 's.touch_count', nullable: false },
};

const leadColumns: Record<string, string> = {
  'lead.stage': 'l.stage',
  'lead.subject': 'l.subject',
  'lead.opened_at': 'l.opened_at',
};

/** Which of the list's tables a field is read from: `p` person, `s` standing, `l` open lead. */
export function tableOf(field: string): 'p' | 's' | 'l' {
  if (standingColumns[field] || field === 'lead.owner' || field === temperatureField) return 's';
  return field.startsWith('lead.') ? 'l' : 'p';
}

/**
 * How the fields of lists are reached in SQL, where `p` is the person, `s` where they stand, `l` their open lead or nulls.
 * The owner is read from `s`, or from the lead itself where only that is at hand.
 */
export function listBindings(context: BindingContext, { ownerFrom = 's' as 's' | 'l' } = {}): Bindings {
  return (field): FieldBinding => {
    const standing = standingColumns[field];
    if (standing) return { kind: 'column', expression: sql.ref(standing.column), nullable: standing.nullable };
    if (leadColumns[field]) return { kind: 'column', expression: sql.ref(leadColumns[field]) };
    const derived = context.derived.get(field);
    if (derived) return { kind: 'column', expression: derived, nullable: false };
    if (field === completenessField.name) return { kind: 'column', expression: completenessSql(), nullable: false };
    if (field === 'lead.owner') return { kind: 'column', expression: sql.ref(`${ownerFrom}.owner_id`) };
    if (field === 'lead.source') return { kind: 'column', expression: sourceKey(context, sql.ref('l.source_id')) };
    if (field === 'person.first_source') {
      return { kind: 'column', expression: sourceKey(context, sql.ref('p.first_source_id')) };
    }
    const dot = field.indexOf('.');
    const [scope, key] = [field.slice(0, dot), field.slice(dot + 1)];
    if (scope === 'signal') return countBinding(context, key);
    const [raw, folded] = scope === 'company' ? ['p.company', 'p.company_folded'] : ['p.fields', 'p.folded'];
    return { kind: 'jsonb_key', raw: sql.ref(raw), folded: sql.ref(folded), key, nullable: false };
  };
}

/** Sources are few: their keys go along as a value, which spares every row a look-up. */
function sourceKey({ sourceKeys }: BindingContext, sourceId: Expression): Expression {
  return sql`(${JSON.stringify(Object.fromEntries(sourceKeys))}::jsonb ->> ${sourceId}::text)`;
}

function countBinding({ workspaceId, signalIds }: BindingContext, key: string): FieldBinding {
  return {
    kind: 'count',
    hits: ({ from, to }) => sql`(
      select count(*) from signal_hit h
      where h.workspace_id = ${workspaceId} and h.person_id = p.person_id and h.signal_id = ${signalIds.get(key) ?? 0}
        and (${at(from)} is null or h.occurred_at >= ${at(from)}) and (${at(to)} is null or h.occurred_at < ${at(to)}))`,
  };
}

function at(milliseconds: number | null): Expression {
  return sql`${milliseconds === null ? null : new Date(milliseconds)}::timestamptz`;
}

/** A field as a jsonb value for a column on screen or in a file; instants as ISO text in UTC, lists as arrays. */
export function columnValue(context: BindingContext, { name, type }: Field): Expression {
  const binding = listBindings(context)(name);
  if (binding.kind === 'count') return sql`'null'::jsonb`;
  if (binding.kind === 'jsonb_key') return sql`${binding.raw} -> ${binding.key}::text`;
  if (type !== 'instant') return sql`to_jsonb(${binding.expression})`;
  return sql`to_jsonb(to_char(${binding.expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
}
