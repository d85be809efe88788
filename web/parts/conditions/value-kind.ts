import type { FieldType, Option } from '../../../src/conditions/catalogue.ts';
import type { CountValue, Operator, Span } from '../../../src/conditions/format.ts';

/** A field one can build conditions on, under the label its reader sees. */
export type ConditionField = {
  name: string;
  label: string;
  /** The heading it stands under in the list of fields. */
  group: string;
  type: FieldType;
  operators: readonly Operator[];
  options?: readonly Option[];
};

/** The kind of control a comparison needs for its value. */
export type ValueKind =
  | 'none'
  | 'text'
  | 'texts'
  | 'number'
  | 'numbers'
  | 'number_range'
  | 'boolean'
  | 'option'
  | 'options'
  | 'day'
  | 'day_range'
  | 'span'
  | 'count';

const MANY: readonly Operator[] = ['in', 'notIn', 'includesAny', 'includesAll', 'includesNone'];
const SPANS: readonly Operator[] = ['inLast', 'notInLast', 'olderThan'];
const RANGES: readonly Operator[] = ['between', 'notBetween'];

/** Which control the value of this comparison needs. */
export function valueKind(field: Pick<ConditionField, 'type' | 'options'>, operator: Operator): ValueKind {
  const { type, options } = field;
  if (operator === 'null' || operator === 'notNull') return 'none';
  if (type === 'count') return 'count';
  if (SPANS.includes(operator)) return 'span';
  if (RANGES.includes(operator)) return type === 'date' || type === 'instant' ? 'day_range' : 'number_range';
  if (type === 'date' || type === 'instant') return 'day';
  if (type === 'boolean') return 'boolean';
  const many = MANY.includes(operator);
  if (options !== undefined && options.length > 0) return many ? 'options' : 'option';
  if (type === 'number' || (type === 'open' && ['<', '<=', '>', '>='].includes(operator)))
    return many ? 'numbers' : 'number';
  // A text comparison takes one text or several of which any may match.
  return ['=', '!='].includes(operator) ? 'text' : 'texts';
}

/** The value a new comparison begins with: whole where a sensible one exists, else empty. */
export function startValue(field: Pick<ConditionField, 'type' | 'options'>, operator: Operator): unknown {
  switch (valueKind(field, operator)) {
    case 'boolean':
      return true;
    case 'span':
      return { amount: 7, unit: 'days' } satisfies Span;
    case 'count':
      return { count: 1, within_days: 30 } satisfies CountValue;
    case 'texts':
    case 'numbers':
    case 'options':
    case 'number_range':
    case 'day_range':
      return [];
    default:
      return '';
  }
}

/** Whether a comparison says enough to be asked; an unfinished one is left out until it does. */
export function isComplete(
  field: Pick<ConditionField, 'type' | 'options'>,
  operator: Operator,
  value: unknown,
): boolean {
  switch (valueKind(field, operator)) {
    case 'none':
    case 'boolean':
    case 'span':
    case 'count':
      return true;
    case 'number_range':
    case 'day_range':
      return Array.isArray(value) && value.length === 2 && value.every((end) => end !== '' && end != null);
    case 'texts':
    case 'numbers':
    case 'options':
      return Array.isArray(value) ? value.length > 0 : typeof value === 'string' && value.trim() !== '';
    default:
      return value !== '' && value != null;
  }
}
