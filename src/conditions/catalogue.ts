import type { Operator } from './format.ts';

/**
 * What kind of value a field holds, which decides how a stored value is read and which operators it has.
 * `text` any text · `select` one of few texts · `number` · `boolean` · `date` a calendar day `YYYY-MM-DD` · `instant` a point in
 * time · `list` several texts · `count` touches that match a signal · `open` a text or number nobody has declared.
 */
export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'select' | 'list' | 'count' | 'open';

/** One choice of a `select` or `list` field; `label` is what people read, in their language. */
export type Option = { value: string; label?: string };

/**
 * A field that conditions may name, such as `person.title` or `signal.pricing_page`.
 * A name that ends in `.*` (`touch.properties.*`) declares an open family: every name below it is a field of this type.
 * `options` closes a `select`: other values are refused when saved. `exact` marks identifiers (an owner, a stage): they are
 * compared as they are, not folded.
 */
export type Field = { name: string; type: FieldType; label?: string; options?: readonly Option[]; exact?: boolean };

/** The fields that exist in a workspace, by name. */
export type Catalogue = ReadonlyMap<string, Field>;

const KNOWN = ['null', 'notNull'] as const;
const TEXT = [
  '=',
  '!=',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'containsWord',
  'doesNotContainWord',
  'beginsWith',
  'doesNotBeginWith',
  'endsWith',
  'doesNotEndWith',
  'matchesPath',
  'doesNotMatchPath',
] as const;
const NUMBER = ['=', '!=', '<', '<=', '>', '>=', 'between', 'notBetween', 'in', 'notIn'] as const;
const TIME = [
  'on',
  'notOn',
  'before',
  'after',
  'between',
  'notBetween',
  'inLast',
  'notInLast',
  'olderThan',
  ...KNOWN,
] as const;

const OPERATORS_BY_TYPE: Record<FieldType, readonly Operator[]> = {
  text: [...TEXT, ...KNOWN],
  select: ['=', '!=', 'in', 'notIn', ...KNOWN],
  number: [...NUMBER, ...KNOWN],
  boolean: ['=', '!=', ...KNOWN],
  date: TIME,
  instant: TIME,
  list: ['includesAny', 'includesAll', 'includesNone', ...KNOWN],
  count: ['=', '!=', '<', '<=', '>', '>='],
  open: [...new Set<Operator>([...TEXT, ...NUMBER, ...KNOWN])],
};

/** The operators a field of this type has, in the order an editor offers them. */
export function operatorsFor(type: FieldType): readonly Operator[] {
  return OPERATORS_BY_TYPE[type];
}

/** A catalogue of these fields; of two with the same name the later one counts. */
export function catalogueOf(fields: Iterable<Field>): Catalogue {
  const catalogue = new Map<string, Field>();
  for (const field of fields) catalogue.set(field.name, field);
  return catalogue;
}

/**
 * The field of that name, from an open family (under its own name) where it is not declared itself. Undefined when the
 * catalogue has neither.
 */
export function findField(catalogue: Catalogue, name: string): Field | undefined {
  const declared = catalogue.get(name);
  if (declared) return declared.name.endsWith('.*') ? undefined : declared;
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const family = catalogue.get(`${name.slice(0, dot)}.*`);
    if (family && dot < name.length - 1) return { ...family, name };
  }
  return undefined;
}
