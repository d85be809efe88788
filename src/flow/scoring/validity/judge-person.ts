import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { withBenefitOfDoubt } from '../../../conditions/benefit-of-doubt.ts';
import type { Catalogue } from '../../../conditions/catalogue.ts';
import { evaluateCondition, type Read } from '../../../conditions/evaluate.ts';
import { listShortfalls } from '../../../conditions/shortfalls.ts';
import { completenessField, completenessOf, loadContext } from '../../identity/index.ts';
import { termCatalogue } from '../catalogue.ts';
import type { Validity } from './contract.ts';
import { type RuleInUse, readValidityRules } from './queries.ts';

type Known = { fields: Record<string, unknown>; company: Record<string, unknown>; first_source: string | null };

/** Whether a person is valid at `now` (epoch ms), with every rule that fails and why. */
export async function judgePerson(tx: Tx, workspaceId: number, personId: number, now: number): Promise<Validity> {
  const rules = await readValidityRules(tx, workspaceId);
  if (rules.length === 0) return { rules: 0, failing: [] };
  const { rows } = await sql<Known>`
    select p.fields, p.company, src.key as first_source from person p
    left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
    where p.workspace_id = ${workspaceId} and p.person_id = ${personId}`.execute(tx);
  const context = await loadContext(tx, workspaceId);
  const read = readerOf(rows[0] ?? { fields: {}, company: {}, first_source: null });
  return {
    rules: rules.length,
    failing: listFailing(rules, termCatalogue(context), read, now, context.time_zone),
  };
}

/** The rules that fail for what `read` gives, each with its shortfalls. */
export function listFailing(
  rules: readonly RuleInUse[],
  catalogue: Catalogue,
  read: Read,
  now: number,
  timeZone: string,
): Validity['failing'] {
  return rules
    .filter(({ when }) => !evaluateCondition(when, catalogue, read, now, timeZone))
    .map(({ when, ...rule }) => ({
      ...rule,
      unknown: evaluateCondition(withBenefitOfDoubt(when, catalogue), catalogue, read, now, timeZone),
      shortfalls: listShortfalls(when, catalogue, read, now, timeZone),
    }));
}

function readerOf({ fields, company, first_source }: Known): Read {
  const readField: Read = (field) => {
    if (field === 'person.first_source') return first_source;
    const dot = field.indexOf('.');
    return (field.slice(0, dot) === 'company' ? company : fields)[field.slice(dot + 1)];
  };
  return (field) => (field === completenessField.name ? completenessOf(readField) : readField(field));
}
