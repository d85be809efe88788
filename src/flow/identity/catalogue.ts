import { type Catalogue, catalogueOf, type Field } from '../../conditions/catalogue.ts';
import type { FieldSpec } from './fields.ts';

/** Fields of touches that signals are defined on. `touch.properties.*` reaches whatever the door was told. */
export const touchFields: readonly Field[] = [
  { name: 'touch.type', type: 'text', label: 'Kind of touch' },
  { name: 'touch.event', type: 'text', label: 'Event' },
  { name: 'touch.channel', type: 'text', label: 'Channel' },
  { name: 'touch.source', type: 'text', label: 'Source' },
  { name: 'touch.path', type: 'text', label: 'Page path' },
  { name: 'touch.url', type: 'text', label: 'Page URL' },
  { name: 'touch.host', type: 'text', label: 'Site' },
  { name: 'touch.title', type: 'text', label: 'Page title' },
  { name: 'touch.referrer', type: 'text', label: 'Referrer' },
  { name: 'touch.utm_source', type: 'text', label: 'UTM source' },
  { name: 'touch.utm_medium', type: 'text', label: 'UTM medium' },
  { name: 'touch.utm_campaign', type: 'text', label: 'UTM campaign' },
  { name: 'touch.utm_term', type: 'text', label: 'UTM term' },
  { name: 'touch.utm_content', type: 'text', label: 'UTM content' },
  { name: 'touch.incentive', type: 'text', label: 'Incentive' },
  { name: 'touch.sales_aware', type: 'boolean', label: 'Knew that a sale is involved' },
  { name: 'touch.bought', type: 'boolean', label: 'Bought contact' },
  { name: 'touch.properties.*', type: 'open', label: 'Property' },
];

/** The fields of people and their company, as conditions name them. */
export function peopleFields(person: readonly FieldSpec[], company: readonly FieldSpec[]): Field[] {
  const as = (scope: string) => (spec: FieldSpec) => ({
    name: `${scope}.${spec.key}`,
    type: spec.type,
    label: spec.label,
    ...(spec.options ? { options: spec.options.map((value) => ({ value })) } : {}),
  });
  return [...person.map(as('person')), ...company.map(as('company'))];
}

/** A catalogue of the workspace's people and companies, for rules that judge one person by what is known. */
export function peopleCatalogue(context: {
  person_fields: readonly FieldSpec[];
  company_fields: readonly FieldSpec[];
}): Catalogue {
  return catalogueOf(peopleFields(context.person_fields, context.company_fields));
}
