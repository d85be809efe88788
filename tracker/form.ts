type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Value = string | boolean;

/** What a submitted form says: its name, its fields as they are called in the page, and who its sender is, if it tells. */
export type Submission = { form: string; fields: Record<string, Value>; traits: Record<string, unknown> | undefined };

/** Controls that hold no answer, or one that is nobody's business. */
const otherTypes = /^(password|hidden|file|submit|button|reset|image|search|output)$/;
const secretNames = /passw|secret|token|card|cvc|cvv|iban|(^|[_-])ssn/i;
const secretPurposes = /\bcc-|password|one-time/;
const longestValue = 2000;

/** Traits by what browsers fill in (`autocomplete`) or authors call the field; the first that fits counts. */
const traitNames: [trait: string, pattern: RegExp][] = [
  ['email', /e-?mail/],
  ['firstName', /given-name|first-?name|fname/],
  ['lastName', /family-name|(last|sur)-?name|lname/],
  ['title', /(job|organization)-?title|position|^title$/],
  ['company', /^(organi[sz]ation|company)(-?name)?$/],
  ['phone', /^tel($|-)|phone|mobile/],
  ['name', /^((full|your)-?)?name$/],
];

/**
 * Reads a form that is being submitted. Undefined when it is not to be captured: it must carry `data-plumb-form`, or with
 * `allForms` be none that signs in (asks for a password) or searches. Never read are passwords, hidden fields, files, payment
 * cards and what lies under `data-plumb-ignore`.
 */
export function readForm(form: HTMLFormElement, allForms: boolean): Submission | undefined {
  const name = form.dataset.plumbForm;
  if (name === undefined && (!allForms || form.querySelector('[type=password],[type=search]'))) return;
  if (form.closest('[role=search],[data-plumb-ignore]')) return;
  const fields: Record<string, Value> = {};
  const traits: Record<string, unknown> = {};
  for (const control of form.elements as unknown as Iterable<Control>) {
    const field = control.dataset.plumbField || control.name || control.id;
    const value = readControl(control, field);
    if (!value) continue;
    fields[field] = fields[field] ? `${fields[field]}, ${value}` : value;
    const named = traitOf(control, field);
    const trait = traits[named] ? field : named;
    traits[trait] = trait === 'company' ? { name: value } : fields[field];
  }
  return {
    form: name || form.getAttribute('name') || form.getAttribute('id') || 'form',
    fields,
    traits: traits.email ? traits : undefined,
  };
}

function readControl(control: Control, field: string): Value | undefined {
  const { type, value, autocomplete } = control;
  if (!field || !value || otherTypes.test(type) || secretNames.test(field) || secretPurposes.test(autocomplete)) return;
  if (control.closest(':disabled,[data-plumb-ignore]') || isCardNumber(value)) return;
  if (/^(checkbox|radio)$/.test(type)) return (control as HTMLInputElement).checked && (value === 'on' || value);
  const chosen = (control as HTMLSelectElement).selectedOptions || [control];
  return Array.from(chosen, (one) => one.value)
    .join(', ')
    .trim()
    .slice(0, longestValue);
}

function traitOf({ type, autocomplete, value }: Control, field: string): string {
  // A box to tick is called `email_updates` as a mail address is; what is ticked or chosen keeps its own name.
  if (!/^(text|email|tel)$/.test(type)) return field;
  const names = `${type} ${autocomplete} ${field}`.toLowerCase().replace(/_/g, '-').split(' ');
  const [found] = traitNames.find(([, pattern]) => names.some((name) => pattern.test(name))) || [field];
  return found === 'email' && !/.@./.test(value) ? field : found;
}

/** Thirteen to nineteen digits with the check digit that payment cards have (Luhn). */
function isCardNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, '');
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, at) => total + (at % 2 ? (+digit * 2) % 9 || +digit : +digit), 0);
  return /^\d{13,19}$/.test(digits) && sum % 10 === 0;
}
