type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Value = string | boolean;

/** What a submitted form says: its name, its fields as they are called in the page, and who its sender is, if it tells. */
export type Submission = { form: string; fields: Record<string, Value>; traits: Record<string, Value> | undefined };

/** Controls that hold no answer, or one that is nobody's business. */
const otherTypes = /^(password|hidden|file|submit|button|reset|image|search|output)$/;
const secretNames = /passw|secret|token|card|cvc|cvv|iban|(^|[_-])ssn/i;
const secretPurposes = /\bcc-|password|one-time/;
const longestValue = 2000;

/**
 * Names by which browsers know what to fill in; they say more than what the page calls the field. What all other names mean the
 * server knows, in several languages.
 */
const wellKnown = /(?:^| )((?:given|family)-name|name|tel|organization(?:-title)?)$/;

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
  const traits: Record<string, Value> = {};
  for (const control of form.elements as unknown as Iterable<Control>) {
    const field = control.dataset.plumbField || control.name || control.id;
    const value = readControl(control, field);
    if (!value) continue;
    fields[field] = fields[field] ? `${fields[field]}, ${value}` : value;
    const trait = nameTrait(control, field);
    traits[traits[trait] ? field : trait] = fields[field];
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

function nameTrait({ type, autocomplete, value }: Control, field: string): string {
  if (/^(text|email)$/.test(type) && /^\S+@\S+\.\S+$/.test(value)) return 'email';
  const [, known] = wellKnown.exec(autocomplete) || wellKnown.exec(type) || [];
  return known || field;
}

/** Thirteen to nineteen digits with the check digit that payment cards have (Luhn). */
function isCardNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, '');
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, at) => total + (at % 2 ? (+digit * 2) % 9 || +digit : +digit), 0);
  return /^\d{13,19}$/.test(digits) && sum % 10 === 0;
}
