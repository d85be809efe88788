import { type Catalogue, catalogueOf, type Field, type Option, operatorsFor } from '../../conditions/catalogue.ts';
import { type Profiles, profileFields } from '../../conditions/profiles.ts';
import { completenessField } from '../identity/index.ts';
import type { FieldEntry } from './contract.ts';
import { temperatureField } from './temperature/compile-temperature.ts';

/** What the fields of a workspace's lists depend on. Users and sources are `select` options: by user id, by source key. */
export type ListVocabulary = {
  people: readonly Field[];
  sources: readonly Option[];
  users: readonly Option[];
  bands: readonly Option[];
  signals: readonly { key: string; name: string }[];
  profiles: Profiles;
  /** What is said of somebody who is not valid. */
  invalidReasons: readonly string[];
};

/** Stands for whoever looks at the list, so that a shared view can say "mine". */
export const me = '@me';

/** Why somebody is not valid, as the validity rules say it. */
export const invalidReasonsField = 'validity.reasons';

/**
 * Everything that lists can be filtered by: fields of people and their companies, of the open lead, of where they stand
 * now, how many touches match a signal of the live model, and which profiles they fit.
 */
export function listFields({
  people,
  sources,
  users,
  bands,
  signals,
  profiles,
  invalidReasons,
}: ListVocabulary): Field[] {
  return [
    ...people,
    completenessField,
    { name: 'person.first_source', type: 'select', exact: true, label: 'First source', options: sources },
    { name: 'lead.stage', type: 'select', exact: true, label: 'Stage' },
    {
      name: 'lead.owner',
      type: 'select',
      exact: true,
      label: 'Owner',
      options: [{ value: me, label: 'Me' }, ...users],
    },
    {
      name: temperatureField,
      type: 'select',
      exact: true,
      label: 'Temperature',
      ...(bands.length > 0 ? { options: bands } : {}),
    },
    { name: 'lead.source', type: 'select', exact: true, label: 'Source', options: sources },
    { name: 'lead.subject', type: 'text', label: 'Subject of interest' },
    { name: 'lead.opened_at', type: 'instant', label: 'Lead since' },
    { name: 'score.total', type: 'number', label: 'Score' },
    { name: 'score.fit', type: 'number', label: 'Fit' },
    { name: 'score.engagement', type: 'number', label: 'Engagement' },
    { name: 'score.band', type: 'select', exact: true, label: 'Band', ...(bands.length > 0 ? { options: bands } : {}) },
    { name: 'score.cell', type: 'text', label: 'Grid cell' },
    { name: 'last_touch_at', type: 'instant', label: 'Last touch' },
    { name: 'first_touch_at', type: 'instant', label: 'First touch' },
    { name: 'touch_count', type: 'number', label: 'Touches' },
    ...signals.map(({ key, name }): Field => ({ name: `signal.${key}`, type: 'count', label: name })),
    ...profileFields(profiles),
    {
      name: invalidReasonsField,
      type: 'list',
      label: 'Not valid because',
      options: invalidReasons.map((value) => ({ value })),
    },
  ];
}

/** The same as a catalogue for conditions. */
export function listCatalogue(vocabulary: ListVocabulary): Catalogue {
  return catalogueOf(listFields(vocabulary));
}

/** The fields as a condition editor and a choice of columns show them. */
export function describeFields(
  vocabulary: ListVocabulary,
  { isCustom, isEditable }: { isCustom: (name: string) => boolean; isEditable: (name: string) => boolean },
): FieldEntry[] {
  return listFields(vocabulary).map((field) => ({
    name: field.name,
    group: groupOf(field.name),
    type: field.type,
    label: field.label ?? field.name,
    custom: isCustom(field.name),
    operators: [...operatorsFor(field.type)],
    options: field.options ? field.options.map(({ value, label }) => ({ value, label: label ?? value })) : null,
    column: field.type !== 'count' && field !== completenessField,
    editable: isEditable(field.name),
  }));
}

function groupOf(name: string): string {
  if (name === invalidReasonsField) return 'profile';
  const dot = name.indexOf('.');
  return dot < 0 ? 'activity' : name.slice(0, dot);
}
