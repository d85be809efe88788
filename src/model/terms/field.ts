import { holds, type Read } from '../../conditions/evaluate.ts';
import type { PreparedCondition, PreparedGroup, PreparedRule } from '../../conditions/prepare.ts';
import { DAY_MS, readDay, readHits, readInstant } from '../../conditions/stored.ts';
import { startOfDay } from '../../conditions/time.ts';
import type { FieldTerm } from '../format.ts';
import { type FieldValue, NEVER, RESTING, type TermReading } from './reading.ts';

/** The last day that calendars of four-digit years have, counted from 1970-01-01. */
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY_MS;

/** What a field term gives at `now` (epoch milliseconds): its points while its condition holds on what `read` gives. */
export function readFieldTerm(term: FieldTerm, condition: PreparedCondition, read: Read, now: number): TermReading {
  const itHolds = holds(condition, read, now);
  const rules = rulesOf(condition.root);
  return {
    holds: itHolds,
    points: itHolds ? term.points : 0,
    why: () => ({ kind: 'field', values: valuesRead(rules, read, now) }),
    glide: RESTING,
    turns_at: Math.min(
      ...rules.flatMap((rule) => turnsOf(rule, read, condition.timeZone)).filter((at) => at > now),
      NEVER,
    ),
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

/** Every rule of a prepared condition, groups opened. */
export function rulesOf(group: PreparedGroup): PreparedRule[] {
  return group.members.flatMap((member) => ('members' in member ? rulesOf(member) : [member]));
}

/** The instants at which time alone can turn what a rule says, past ones among them. */
function turnsOf({ field, comparison }: PreparedRule, read: Read, timeZone: string): number[] {
  if (comparison?.kind === 'age') {
    const ages = comparison.to === null ? [comparison.from] : [comparison.from, comparison.to];
    if (field.type === 'date') {
      const day = readDay(read(field.name));
      return day === undefined
        ? []
        : ages.flatMap((age) => (day + age > LAST_DAY ? [] : [startOfDay(day + age, timeZone)]));
    }
    const instant = readInstant(read(field.name));
    return instant === undefined ? [] : ages.map((age) => instant + age);
  }
  if (comparison?.kind === 'count') {
    const { within_ms } = comparison;
    return readHits(read(field.name)).flatMap((at) => (within_ms === null ? [at] : [at, at + within_ms]));
  }
  return [];
}
