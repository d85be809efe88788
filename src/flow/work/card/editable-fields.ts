import { AppError, type InputProblem } from '../../../base/errors.ts';
import type { Field } from '../../../conditions/catalogue.ts';
import type { FieldValue } from '../../capture/index.ts';

/** What follows from an address or a number and is read from it anew whenever that changes. */
const derived: Readonly<Record<string, readonly string[]>> = {
  email: ['email_domain', 'email_kind'],
  phone: ['phone_kind'],
};
const notEditable = new Set(Object.values(derived).flat());
const longest = 20_000;

/** Whether a field of the catalogue can be changed by hand on a card. */
export function isEditable(name: string): boolean {
  return name.startsWith('person.') && name !== 'person.first_source' && !notEditable.has(name.slice('person.'.length));
}

/**
 * Checks what somebody wants a person's fields to be, by key, against the workspace's fields; blank text and empty lists empty a
 * field. `people` are fields as the catalogue names them. Throws `invalid_input` with every problem and the path to it.
 */
export function readFieldChanges(
  people: readonly Field[],
  wanted: Readonly<Record<string, FieldValue>>,
  path: readonly string[] = ['body', 'fields'],
): Record<string, FieldValue> {
  const known = new Map(people.map((field) => [field.name, field]));
  const problems: InputProblem[] = [];
  const changes: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(wanted)) {
    const read = readChange(known.get(`person.${key}`), key, value);
    if ('problem' in read) problems.push({ path: [...path, key], message: read.problem });
    else changes[key] = read.value;
  }
  const [first] = problems;
  if (first) throw new AppError('invalid_input', `${first.path.join('.')}: ${first.message}`, { errors: problems });
  return changes;
}

/** The changes with what they make invalid: a new address is read for its domain and kind by identity, an empty one has none. */
export function withDerived(changes: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  const followers = Object.keys(changes).flatMap((key) => derived[key] ?? []);
  return { ...changes, ...Object.fromEntries(followers.map((key) => [key, null])) };
}

type Read = { value: FieldValue } | { problem: string };

function readChange(field: Field | undefined, key: string, value: FieldValue): Read {
  if (!field) return { problem: `Expected a field of this workspace, found "${key}"` };
  if (!isEditable(field.name)) return { problem: `Expected a field that can be changed, "${key}" follows from others` };
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return { value: null };
  switch (field.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? { value } : refuse('a number', value);
    case 'boolean':
      return typeof value === 'boolean' ? { value } : refuse('true or false', value);
    case 'date':
      return isDay(value) ? { value } : refuse('a day as YYYY-MM-DD', value);
    case 'instant':
      return readInstant(value);
    case 'select':
      return isOption(field, value) ? { value } : refuse(`one of ${optionsOf(field)}`, value);
    case 'list': {
      const fits = Array.isArray(value) && value.every((each) => each.trim() !== '' && isOption(field, each));
      return fits ? { value } : refuse(field.options ? `some of ${optionsOf(field)}` : 'a list of texts', value);
    }
    default:
      return readText(key, value);
  }
}

function readText(key: string, value: FieldValue): Read {
  if (typeof value !== 'string' || value.length > longest)
    return refuse(`text of at most ${longest} characters`, value);
  const text = value.trim();
  if (text === '') return { value: null };
  if (key === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text)) return refuse('an e-mail address', value);
  if (key === 'phone' && (text.match(/\d/g) ?? []).length < 3) return refuse('a phone number', value);
  return { value: text };
}

function isDay(value: FieldValue): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

/** An instant as fields hold it: ISO in UTC. */
function readInstant(value: FieldValue): Read {
  const at =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) return refuse('an instant as 2026-01-31T09:00:00Z', value);
  return { value: new Date(at).toISOString() };
}

function isOption({ options }: Field, value: FieldValue): boolean {
  if (typeof value !== 'string') return false;
  return options ? options.some((option) => option.value === value) : value.length <= longest;
}

function optionsOf({ options }: Field): string {
  const values = (options ?? []).map((option) => `"${option.value}"`);
  if (values.length === 0) return 'its texts';
  return values.length <= 8 ? values.join(', ') : `${values.slice(0, 8).join(', ')} and ${values.length - 8} more`;
}

function refuse(expected: string, value: FieldValue): Read {
  const found = JSON.stringify(value);
  return { problem: `Expected ${expected}, found ${found.length > 80 ? `${found.slice(0, 80)}…` : found}` };
}
