import type { Tx } from '../../base/db.ts';
import { evaluateCondition } from '../../conditions/evaluate.ts';
import type { Assignment } from './assign-people.ts';
import { peopleCatalogue } from './catalogue.ts';
import { defaultPromotionRule, type IdentityContext } from './context.ts';
import type { Entry } from './entry.ts';
import type { FoldedPeople } from './fold-people.ts';
import { readPeopleWithLead } from './queries/read.ts';
import { insertLeads } from './queries/write.ts';

type Batch = { entries: Entry[]; assignment: Assignment; folded: FoldedPeople };

/**
 * Opens a lead for everybody the batch changed of whom the promotion rule now holds and who never had one. Its subject is what
 * the person said, else the form's name, else what its source stands for (DEF-04).
 */
export async function promote(
  tx: Tx,
  workspaceId: number,
  context: IdentityContext,
  { entries, assignment, folded }: Batch,
) {
  const lastEntry = new Map<number, Entry>();
  entries.forEach((entry, i) => {
    if (folded.said[i]) lastEntry.set(assignment.people[i]?.person_id as number, entry);
  });
  const catalogue = peopleCatalogue(context);
  const ready: number[] = [];
  for (const id of lastEntry.keys()) {
    const row = folded.rows.get(id);
    if (!row) continue;
    const read = (field: string) => {
      const dot = field.indexOf('.');
      const of = (field.slice(0, dot) === 'company' ? row.company : row.fields) as Record<string, unknown>;
      return of[field.slice(dot + 1)];
    };
    const at = lastEntry.get(id)?.identified.arrival.received_at ?? 0;
    if (evaluateCondition(context.promotion_rule, catalogue, read, at, context.time_zone)) ready.push(id);
  }
  // Somebody new has no lead, unless somebody known with one turned out to be them.
  const fresh = new Set(assignment.merges.length > 0 ? [] : assignment.created);
  const have = await readPeopleWithLead(
    tx,
    workspaceId,
    ready.filter((id) => !fresh.has(id)),
  );
  const leads = ready
    .filter((id) => !have.has(id))
    .map((id) => {
      const { identified, touch_id } = lastEntry.get(id) as Entry;
      const { arrival } = identified;
      const fields = (folded.rows.get(id)?.fields ?? {}) as Record<string, unknown>;
      const subject = [fields.subject, arrival.properties.form, context.sources.get(arrival.source_id)?.subject].find(
        (text): text is string => typeof text === 'string' && text.trim() !== '',
      );
      return {
        person_id: id,
        subject: (subject ?? arrival.channel).slice(0, 500),
        source_id: arrival.source_id,
        opened_at: identified.occurred_at,
        touch_id,
        reason:
          context.promotion_rule === defaultPromotionRule
            ? { kind: 'default_rule' }
            : { kind: 'own_rule', rule: context.promotion_rule },
      };
    });
  return insertLeads(tx, workspaceId, leads);
}
