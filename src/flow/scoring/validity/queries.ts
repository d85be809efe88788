import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { withBenefitOfDoubt } from '../../../conditions/benefit-of-doubt.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition } from '../../../conditions/format.ts';
import { loadContext } from '../../identity/index.ts';
import { personBinding, termCatalogue } from '../catalogue.ts';
import type { ValidityRule } from './contract.ts';

/** A rule in use: what must hold, and what is said where it does not. */
export type RuleInUse = Pick<ValidityRule, 'validity_rule_id' | 'name' | 'when' | 'reason'>;
type Kept = Omit<ValidityRule, 'people' | 'leads' | 'leads_unknown'>;

/** The rules in use, in their order. */
export async function readValidityRules(tx: Tx, workspaceId: number): Promise<RuleInUse[]> {
  const { rows } = await sql<RuleInUse>`
    select r.validity_rule_id, r.name, r.condition as when, r.reason from validity_rule r
    where r.workspace_id = ${workspaceId} and r.archived_at is null order by r.position, r.validity_rule_id`.execute(
    tx,
  );
  return rows;
}

/** The condition of a valid lead: all of these hold. Without a rule it holds for everybody. */
export function whenValid(rules: readonly Pick<RuleInUse, 'when'>[]): Condition {
  return { combinator: 'and', rules: rules.map((rule) => rule.when) };
}

/** Every rule, those in use first, with how many do not fulfil it at `now` (epoch ms): one pass over everybody. */
export async function listValidityRules(tx: Tx, workspaceId: number, now: number) {
  const { rows } = await sql<Kept>`
    select r.validity_rule_id, r.name, r.condition as when, r.reason, r.changed_at, r.archived_at
    from validity_rule r where r.workspace_id = ${workspaceId}
    order by r.archived_at is not null, r.position, r.validity_rule_id`.execute(tx);
  const context = await loadContext(tx, workspaceId);
  const catalogue = termCatalogue(context);
  const test = (when: Condition) => compileCondition(when, catalogue, personBinding, now, context.time_zone);
  const fails = (i: number) => sql`not x.holds[${sql.lit(i + 1)}]`;
  const isValid = sql.join(
    [sql`true`, ...rows.flatMap((row, i) => (row.archived_at === null ? [sql`x.holds[${sql.lit(i + 1)}]`] : []))],
    sql` and `,
  );
  const figures = [
    ...rows.flatMap((_, i) => [
      sql`count(*) filter (where ${fails(i)})`,
      sql`count(*) filter (where x.is_lead and ${fails(i)})`,
      sql`count(*) filter (where x.is_lead and ${fails(i)} and x.may_hold[${sql.lit(i + 1)}])`,
    ]),
    sql`count(*) filter (where x.is_lead)`,
    sql`count(*) filter (where x.is_lead and not (${isValid}))`,
  ];
  const { rows: counted } = await sql<{ figures: number[] }>`
    select array[${sql.join(figures)}]::int[] as figures
    from (
      select array[${sql.join(rows.map(({ when }) => test(when)))}]::boolean[] as holds,
        array[${sql.join(rows.map(({ when }) => test(withBenefitOfDoubt(when, catalogue))))}]::boolean[] as may_hold,
        exists (select from lead l where l.workspace_id = p.workspace_id and l.person_id = p.person_id and l.closed_at is null) as is_lead
      from (
        select p.workspace_id, p.person_id, p.fields, p.folded, p.company, p.company_folded, src.key as first_source_key
        from person p
        left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
        where p.workspace_id = ${workspaceId} and p.merged_into is null
      ) as p
      offset 0
    ) as x`.execute(tx);
  const at = (place: number) => counted[0]?.figures[place] ?? 0;
  return {
    rules: rows.map(
      (row, i): ValidityRule => ({
        ...row,
        people: at(i * 3),
        leads: at(i * 3 + 1),
        leads_unknown: at(i * 3 + 2),
      }),
    ),
    leads: at(rows.length * 3),
    leads_not_valid: at(rows.length * 3 + 1),
  };
}
