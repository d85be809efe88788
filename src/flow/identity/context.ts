import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import type { Condition } from '../../conditions/format.ts';
import type { CaptureTraits } from './describe-capture.ts';
import { builtInCompanyFields, builtInPersonFields, type FieldSpec } from './fields.ts';

/** What identity must know of a workspace to judge a batch. */
export type IdentityContext = {
  time_zone: string;
  /** ISO 3166 alpha-2, for phone numbers written without calling code. */
  country: string | undefined;
  promotion_rule: Condition;
  person_fields: FieldSpec[];
  company_fields: FieldSpec[];
  /** By source_id: its key, and what a lead from there asks for unless it says so itself. */
  sources: Map<number, { key: string; subject: string } & CaptureTraits>;
};

/**
 * When an interest becomes a lead (DEF-02, DEF-03) unless the workspace says otherwise (C1): a named human with a way to
 * reach that human. A bare switchboard number, a role address or a throw-away mailbox is none.
 */
export const defaultPromotionRule: Condition = {
  combinator: 'and',
  rules: [
    { field: 'person.full_name', operator: 'notNull' },
    {
      combinator: 'or',
      rules: [
        { field: 'person.email_kind', operator: 'in', value: ['business', 'free'] },
        { field: 'person.phone_kind', operator: '=', value: 'personal' },
      ],
    },
  ],
};

/** Reads it in one round trip; rows are few. */
export async function loadContext(tx: Tx, workspaceId: number): Promise<IdentityContext> {
  const { rows } = await sql<{
    time_zone: string;
    settings: { country?: string; promotion_rule?: Condition };
    fields: ({ scope: 'person' | 'company' } & FieldSpec)[] | null;
    sources: ({ source_id: number; key: string; subject: string } & CaptureTraits)[] | null;
  }>`
    select w.time_zone, w.settings,
      (select json_agg(json_build_object('scope', f.scope, 'key', f.key, 'type', f.type, 'label', f.label, 'options', f.options))
       from field f where f.workspace_id = w.workspace_id and f.archived_at is null) as fields,
      (select json_agg(json_build_object('source_id', s.source_id, 'key', s.key, 'subject', coalesce(s.subject, s.name),
                                        'incentive', s.incentive, 'sales_aware', s.sales_aware, 'bought', s.bought))
       from source s where s.workspace_id = w.workspace_id) as sources
    from workspace w where w.workspace_id = ${workspaceId}`.execute(tx);
  const row = rows[0];
  if (!row) throw new Error(`workspace ${workspaceId}: not found inside its own transaction`);
  const custom = (scope: string) => (row.fields ?? []).filter((field) => field.scope === scope);
  return {
    time_zone: row.time_zone,
    country: row.settings.country,
    promotion_rule: row.settings.promotion_rule ?? defaultPromotionRule,
    person_fields: [...builtInPersonFields, ...custom('person')],
    company_fields: [...builtInCompanyFields, ...custom('company')],
    sources: new Map((row.sources ?? []).map(({ source_id, ...source }) => [source_id, source])),
  };
}
