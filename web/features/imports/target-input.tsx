import { Select, TextInput } from '@mantine/core';
import type { ImportTarget, ImportValueType } from '../../../src/flow/capture/import/contract.ts';
import { fieldLabel } from '../../lib/fields.ts';
import { useT } from '../../lib/i18n.ts';
import css from './imports.module.css';
import { nameTarget, type TargetGroup } from './targets.ts';

/** What a cell's text can be read as. */
export const VALUE_TYPES = Object.keys({
  text: true,
  number: true,
  boolean: true,
  date: true,
  instant: true,
  list: true,
} satisfies Record<ImportValueType, true>) as ImportValueType[];

type TargetSelectProps = {
  label: string;
  groups: TargetGroup[];
  target: ImportTarget;
  onPick: (name: string) => void;
};

/** Chooses where values go, from a searchable list under headings. */
export function TargetSelect({ label, groups, target, onPick }: TargetSelectProps) {
  const t = useT();
  const name = nameTarget(target);
  const known = groups.some((group) => group.items.some((item) => item.value === name));
  const data = known
    ? groups
    : [{ group: t('imports:target_group.present'), items: [{ value: name, label: fieldLabel({ name }) }] }, ...groups];
  return (
    <Select
      aria-label={label}
      data={data}
      value={name}
      onChange={(next) => next !== null && next !== name && onPick(next)}
      searchable
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage={t('imports:mapping.no_target')}
    />
  );
}

type TargetExtrasProps = { target: ImportTarget; onChange: (target: ImportTarget) => void };

/** What a target needs besides its name: the label and type of a new field, the system of a foreign id, a property's name. */
export function TargetExtras({ target, onChange }: TargetExtrasProps) {
  const t = useT();
  switch (target.to) {
    case 'new_field':
      return (
        <div className={css.mapExtras}>
          <LazyText
            label={t('imports:mapping.field_label')}
            value={target.label}
            onCommit={(label) => onChange({ ...target, label })}
          />
          <Select
            aria-label={t('imports:reading.type')}
            data={VALUE_TYPES.map((type) => ({ value: type, label: t(`imports:type.${type}`) }))}
            value={target.type}
            onChange={(type) => type !== null && onChange({ ...target, type: type as ImportValueType })}
            allowDeselect={false}
          />
        </div>
      );
    case 'identifier':
      return target.kind === 'foreign_id' ? (
        <LazyText
          label={t('imports:mapping.system')}
          value={target.system ?? ''}
          onCommit={(system) => onChange({ ...target, system: system.replace(/[\s:]+/g, '_') })}
        />
      ) : null;
    case 'property':
      return (
        <LazyText
          label={t('imports:mapping.property')}
          value={target.property}
          onCommit={(property) => onChange({ ...target, property })}
        />
      );
    default:
      return null;
  }
}

type LazyTextProps = { label: string; value: string; onCommit: (text: string) => void };

/** A text that counts when one leaves it; emptied, it is as it was. */
function LazyText({ label, value, onCommit }: LazyTextProps) {
  return (
    <TextInput
      key={value}
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      maxLength={100}
      onBlur={(event) => {
        const text = event.currentTarget.value.trim();
        if (text === '') event.currentTarget.value = value;
        else if (text !== value) onCommit(text);
      }}
    />
  );
}
