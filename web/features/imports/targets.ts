import type { ImportMapping, ImportTarget, MappedColumn } from '../../../src/flow/capture/import/contract.ts';
import type { FieldEntry } from '../../../src/flow/work/contract.ts';
import { keyOfLabel } from '../../lib/field-key.ts';
import { fieldLabel } from '../../lib/fields.ts';
import type { useT } from '../../lib/i18n.ts';

/** A place a column can go to, in a list under headings. `value` names the target without what else it may need. */
export type TargetGroup = { group: string; items: { value: string; label: string }[] };

/** Fields that follow from others and cannot be said by a file. */
const DERIVED = new Set(['person.email_domain', 'person.email_kind', 'person.phone_kind', 'person.first_source']);
/** Said first and looked for most. */
const FIRST = ['person.email', 'person.phone', 'person.full_name', 'person.first_name', 'person.last_name'];

/** The name of a target in the list. */
export function nameTarget(target: ImportTarget): string {
  switch (target.to) {
    case 'field':
      return `person.${target.field}`;
    case 'company_field':
      return `company.${target.field}`;
    case 'identifier':
      return `identifier.${target.kind}`;
    default:
      return target.to;
  }
}

/** The target of that name for this column, with sensible beginnings for what else it needs. */
export function makeTarget(name: string, column: string, index: number): ImportTarget {
  const [scope = '', key = ''] = name.split(/\.(.*)/s);
  switch (scope) {
    case 'person':
      return { to: 'field', field: key };
    case 'company':
      return { to: 'company_field', field: key };
    case 'identifier': {
      const kind = key as Extract<ImportTarget, { to: 'identifier' }>['kind'];
      return { to: 'identifier', kind, ...(kind === 'foreign_id' ? { system: 'import' } : {}) };
    }
    case 'new_field':
      return {
        to: 'new_field',
        field: keyOfLabel(column) || `column_${index + 1}`,
        label: column.slice(0, 100),
        type: 'text',
      };
    case 'property':
      return { to: 'property', property: column.slice(0, 200) };
    case 'occurred_at':
    case 'subject':
    case 'source':
      return { to: scope };
    default:
      return { to: 'ignore' };
  }
}

/** Every place a column can go to, by heading. */
export function listTargets(fields: FieldEntry[], t: ReturnType<typeof useT>): TargetGroup[] {
  const ofScope = (scope: string) =>
    fields
      .filter((field) => field.name.startsWith(`${scope}.`) && !DERIVED.has(field.name))
      .map((field) => ({ value: field.name, label: fieldLabel(field) }));
  const rank = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  const named = (...names: (keyof typeof OTHERS)[]) =>
    names.map((name) => ({ value: name, label: t(`imports:target.${OTHERS[name]}`) }));
  return [
    { group: t('imports:target_group.person'), items: ofScope('person').sort((a, b) => rank(a.value) - rank(b.value)) },
    { group: t('imports:target_group.company'), items: ofScope('company') },
    { group: t('imports:target_group.lead'), items: named('subject', 'occurred_at', 'source') },
    {
      group: t('imports:target_group.identifier'),
      items: named(
        'identifier.email',
        'identifier.phone',
        'identifier.user_id',
        'identifier.anonymous_id',
        'identifier.foreign_id',
        'identifier.group_id',
      ),
    },
    { group: t('imports:target_group.other'), items: named('property', 'new_field', 'ignore') },
  ];
}

const OTHERS = {
  subject: 'subject',
  occurred_at: 'occurred_at',
  source: 'source',
  'identifier.email': 'other_email',
  'identifier.phone': 'other_phone',
  'identifier.user_id': 'user_id',
  'identifier.anonymous_id': 'anonymous_id',
  'identifier.foreign_id': 'foreign_id',
  'identifier.group_id': 'group_id',
  property: 'property',
  new_field: 'new_field',
  ignore: 'ignore',
} as const;

/** Whether a column says something about somebody; what is only kept on the touch, or not at all, does not. */
export function isUsed({ target }: Pick<MappedColumn, 'target'>): boolean {
  return target.to !== 'property' && target.to !== 'ignore';
}

/** Whether a mapping says of any row who it is about; without that nothing can be brought in. */
export function saysWho({ columns, constants }: Pick<ImportMapping, 'columns' | 'constants'>): boolean {
  return [...columns, ...constants].some(isUsed);
}
