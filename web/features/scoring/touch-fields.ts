import { type Catalogue, catalogueOf, type Field } from '../../../src/conditions/catalogue.ts';
import type { useT } from '../../lib/i18n.ts';

/** What every touch may have, under `touch.`. */
export const TOUCH_TEXTS = [
  'type',
  'event',
  'channel',
  'source',
  'path',
  'url',
  'host',
  'title',
  'referrer',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
] as const;

/** What the names of a touch's own properties begin with. */
export const PROPERTIES = 'touch.properties.';

/** The fields of touches, which signals are conditions on. */
export const touchCatalogue: Catalogue = catalogueOf([
  ...TOUCH_TEXTS.map((name): Field => ({ name: `touch.${name}`, type: 'text' })),
  { name: `${PROPERTIES}*`, type: 'open' },
]);

/** What a field of a touch is called in the user's language. */
export function touchLabel(field: string, t: ReturnType<typeof useT>): string | undefined {
  if (field.startsWith(PROPERTIES)) return t('scoring:touch.property', { name: field.slice(PROPERTIES.length) });
  const known = TOUCH_TEXTS.find((name) => `touch.${name}` === field);
  return known === undefined ? undefined : t(`scoring:touch.${known}`);
}
