import type { CardField, PersonCard } from '../../../src/flow/work/contract.ts';

/** A text field of the person by its key; missing where it has no value. */
export function textField(card: PersonCard, key: string): string | undefined {
  const value = card.fields.find((field) => field.key === key)?.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What a person is called: the name, else the address, else the phone. */
export function nameOfCard(card: PersonCard): string | undefined {
  return textField(card, 'full_name') ?? textField(card, 'email') ?? textField(card, 'phone');
}

/** The job title, with the comma before the company where there is one. */
export function titleOfCard(card: PersonCard): string {
  const title = textField(card, 'title');
  if (title === undefined) return '';
  return card.company === null ? title : `${title}, `;
}

/** The groups of a person's fields on the card, and which field is in which. What is in none is the workspace's own. */
export const FIELD_GROUPS = {
  reach: ['full_name', 'first_name', 'last_name', 'email', 'phone', 'wants_contact', 'consent', 'unsubscribed'],
  work: ['title', 'department', 'company_name', 'industry', 'employees', 'website'],
  place: ['country', 'city', 'language'],
  need: ['subject', 'challenge', 'adoption_time', 'budget', 'authority', 'message'],
} as const;

export type FieldGroup = keyof typeof FIELD_GROUPS | 'own';

/** Derived from others and of no interest on the card. */
const DERIVED: readonly string[] = ['email_domain', 'email_kind', 'phone_kind'];
/** Parts of the name, which need no line of their own beside the whole of it. */
const NAME_PARTS: readonly string[] = ['first_name', 'last_name'];
/** Shown among the ways to reach once they are known. */
const WAYS: readonly string[] = ['email', 'phone'];

/** The fields of a card by group, in the groups' order, each with those that are known before those that are empty. */
export function groupFields(fields: CardField[]): { group: FieldGroup; known: CardField[]; empty: CardField[] }[] {
  const names = Object.entries(FIELD_GROUPS) as [FieldGroup, readonly string[]][];
  const groupOf = (key: string): FieldGroup => names.find(([, keys]) => keys.includes(key))?.[0] ?? 'own';
  const order = new Map(names.flatMap(([, keys]) => keys).map((key, at) => [key, at]));
  const whole = fields.find((field) => field.key === 'full_name')?.value;
  const isPartOfName = (key: string, value: unknown) =>
    NAME_PARTS.includes(key) && typeof whole === 'string' && (value === null || whole.includes(String(value)));
  const shown = fields
    .filter(
      ({ key, value }) =>
        !DERIVED.includes(key) && (value === null || !WAYS.includes(key)) && !isPartOfName(key, value),
    )
    .toSorted((a, b) => (order.get(a.key) ?? 1000) - (order.get(b.key) ?? 1000));
  return [...names.map(([group]) => group), 'own' as const]
    .map((group) => {
      const mine = shown.filter((field) => groupOf(field.key) === group);
      const isEmpty = (field: CardField) => field.value === null || field.value === '';
      return { group, known: mine.filter((field) => !isEmpty(field)), empty: mine.filter(isEmpty) };
    })
    .filter(({ known, empty }) => known.length + empty.length > 0);
}
