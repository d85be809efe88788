import { holds, type Read } from '../../conditions/evaluate.ts';
import { nextTurn } from '../../conditions/next-turn.ts';
import { type PreparedCondition, type PreparedRule, rulesOf } from '../../conditions/prepare.ts';
import { readHits } from '../../conditions/stored.ts';
import type { FieldTerm } from '../format.ts';
import { type FieldValue, RESTING, type TermReading } from './reading.ts';

/** What a field term gives at `now` (epoch milliseconds): its points while its condition holds on what `read` gives. */
export function readFieldTerm(term: FieldTerm, condition: PreparedCondition, read: Read, now: number): TermReading {
  const itHolds = holds(condition, read, now);
  return {
    holds: itHolds,
    points: itHolds ? term.points : 0,
    why: () => ({ kind: 'field', values: valuesRead(rulesOf(condition.root), read, now) }),
    glide: RESTING,
    turns_at: nextTurn(condition, read, now),
  };
}

function valuesRead(rules: readonly PreparedRule[], read: Read, now: number): FieldValue[] {
  const values: FieldValue[] = [];
  for (const rule of rules) {
    const itsValue = { field: rule.field.name, value: readValue(rule, read, now) };
    if (!values.some(({ field, value }) => field === itsValue.field && value === itsValue.value)) values.push(itsValue);
  }
  return values;
}

/** What a rule read: the stored value (null: missing), or of a signal count the number of touches it counts. */
function readValue({ field, comparison }: PreparedRule, read: Read, now: number): unknown {
  if (comparison?.kind !== 'count') return read(field.name) ?? null;
  const { within_ms } = comparison;
  return readHits(read(field.name)).filter((at) => at <= now && (within_ms === null || now - at < within_ms)).length;
}
