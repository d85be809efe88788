import { sql } from 'kysely';
import type { Actor } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { withinSeconds } from '../../../base/time-limit.ts';
import { withBenefitOfDoubt } from '../../../conditions/benefit-of-doubt.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition } from '../../../conditions/format.ts';
import { loadContext } from '../../identity/index.ts';
import { personBinding, termCatalogue } from '../catalogue.ts';
import { seenPeople } from '../seen-people.ts';
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

/** How many seconds counting whom the rules fail may take: as long as a list. */
const mostSeconds = 15;

/**
 * Every rule, those in use first, these with how many of those whom the actor may see do not fulfil them at `now` (epoch ms): one pass over
 * everybody. Throws `unavailable` where that takes too long.
 */
export async function listValidityRules(
  tx: Tx,
  actor: Actor,
  now: number,
): Promise<{ rules: ValidityRule[]; leads: number; leads_not_valid: number }> {
  const { rows } = await sql<Kept>`
    select r.validity_rule_id, r.name, r.condition as when, r.reason, r.changed_at, r.archived_at
    from validity_rule r where r.workspace_id = ${actor.workspace_id}
    order by r.archived_at is not null, r.position, r.validity_rule_id`.execute(tx);
  const inUse = rows.filter((row) => row.archived_at === null);
  const [leads = 0, leads_not_valid = 0, ...counts] = await withinSeconds(
    tx,
    mostSeconds,
    `Whom the validity rules fail could not be counted within ${mostSeconds} seconds: archive rules, or make their conditions simpler`,
    () => countFailing(tx, actor, inUse, now),
  );
  const rules = rows.map((row, i) => {
    const [people = null, failed = null, unknown = null] = counts.slice(i * 3, i * 3 + 3);
    return { ...row, people, leads: failed, leads_unknown: unknown };
  });
  return { rules, leads, leads_not_valid };
}

/** What became of a rule at somebody: it holds, it fails, or it fails at an open lead of whom what it asks for is only not known yet. */
const outcome = { holds: sql.lit(0), fails: sql.lit(1), unknown: sql.lit(2) };

/** Open leads, those that are not valid, and of each rule three numbers: people, leads, and leads where it is only not known yet. */
async function countFailing(tx: Tx, actor: Actor, rules: readonly Kept[], now: number): Promise<number[]> {
  const context = await loadContext(tx, actor.workspace_id);
  const catalogue = termCatalogue(context);
  const test = (when: Condition) => compileCondition(when, catalogue, personBinding, now, context.time_zone);
  // Each condition is asked once of everybody; with the benefit of the doubt only where that changes a figure.
  const outcomes = rules.map(
    ({ when }) => sql`case when ${test(when)} then ${outcome.holds} when not p.is_lead then ${outcome.fails}
      when ${test(withBenefitOfDoubt(when, catalogue))} then ${outcome.unknown} else ${outcome.fails} end`,
  );
  const figures = rules.flatMap((_, i) => {
    const own = sql`x.outcomes[${sql.lit(i + 1)}]`;
    return [
      sql`count(*) filter (where ${own} <> ${outcome.holds})`,
      sql`count(*) filter (where x.is_lead and ${own} <> ${outcome.holds})`,
      sql`count(*) filter (where ${own} = ${outcome.unknown})`,
    ];
  });
  const isInvalid = sql`${outcome.holds} <> any(x.outcomes)`;
  const { rows } = await sql<{ figures: number[] }>`
    select array[${sql.join([sql`count(*) filter (where x.is_lead)`, sql`count(*) filter (where x.is_lead and ${isInvalid})`, ...figures])}]::int[]
      as figures
    from (
      select p.is_lead, array[${sql.join(outcomes)}]::int[] as outcomes
      from ${await seenPeople(tx, actor)} as p
      offset 0
    ) as x`.execute(tx);
  return rows[0]?.figures ?? [];
}
