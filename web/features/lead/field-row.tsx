import { UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FieldType } from '../../../src/conditions/catalogue.ts';
import type { CardField } from '../../../src/flow/work/contract.ts';
import { fieldLabel, shownField, useFieldText } from '../../lib/fields.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { FieldInput, type FieldInputValue } from '../../parts/field-input.tsx';
import { KeyValue } from '../../parts/key-values.tsx';
import { offerUndo, sayDone } from '../../parts/toast.tsx';
import { useChangeFields } from './api.ts';
import css from './lead.module.css';
import { Provenance } from './provenance.tsx';

/** Saves a field's new value, shown at once, and offers to take it back. Nothing is saved where nothing was changed. */
export function useSaveField(
  personId: number,
  field: CardField | undefined,
): (value: FieldInputValue | undefined) => void {
  const t = useT();
  const change = useChangeFields(personId);
  return (value) => {
    if (value === undefined || field === undefined) return;
    const before = field.value as FieldInputValue;
    void change.mutateAsync({ [field.key]: value }).then(
      (saved) => {
        const said = t('lead:field_changed', { field: fieldLabel(field) });
        // Taking the address back would not part two people who were merged by it.
        if (saved === 'merged') sayDone(t('lead:same.merged'));
        if (saved === 'saved') offerUndo(said, t('common:action.undo'), () => change.mutate({ [field.key]: before }));
      },
      () => undefined,
    );
  };
}

type FieldRowProps = {
  field: CardField;
  /** Another name than the field's own. */
  label?: string;
  /** The person whose field it is; missing for what cannot be edited here. */
  personId?: number;
};

/** One field: its value, where it came from on hover, and its input on a press. */
export function FieldRow({ field, personId, label: given }: FieldRowProps) {
  const t = useT();
  const text = useFieldText();
  const mayWrite = useMay('people.write');
  const [editing, setEditing] = useState(false);
  const save = useSaveField(personId ?? 0, field);
  const label = given ?? fieldLabel(field);
  const value = text(shownField(field), field.value);
  const editable = personId !== undefined && field.editable && mayWrite;
  return (
    <KeyValue
      name={label}
      provenance={field.origin === null || editing ? undefined : <Provenance origin={field.origin} />}
    >
      {editing && personId !== undefined ? (
        <FieldEdit
          field={field}
          label={label}
          onSettle={(next) => {
            setEditing(false);
            save(next);
          }}
        />
      ) : editable ? (
        <UnstyledButton
          className={css.value}
          data-field-edit
          data-empty={value === ''}
          aria-label={t('lead:edit_field', { field: label, value })}
          onClick={() => setEditing(true)}
        >
          {value === '' ? t('lead:add_value') : value}
        </UnstyledButton>
      ) : (
        value
      )}
    </KeyValue>
  );
}

type FieldEditProps = {
  field: CardField;
  label: string;
  /** The new value, or nothing where it is to stay as it was. */
  onSettle: (value: FieldInputValue | undefined) => void;
};

/** The input in place of the value: Enter keeps, Escape leaves it as it was, leaving the field keeps. */
export function FieldEdit({ field, label, onSettle }: FieldEditProps) {
  const before = field.value as FieldInputValue;
  const [value, setValue] = useState(before);
  const settled = useRef(false);
  const settle = (keep: boolean) => {
    if (settled.current) return;
    settled.current = true;
    onSettle(keep && JSON.stringify(value) !== JSON.stringify(before) ? value : undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the input inside it
    <div
      className={css.edit}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) settle(true);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          settle(false);
        }
        if (event.key === 'Enter' && !event.shiftKey && !event.defaultPrevented) settle(true);
      }}
    >
      <FieldInput
        bare
        autoFocus
        label={label}
        type={field.type as FieldType}
        field={shownField(field)}
        value={value}
        onChange={setValue}
      />
    </div>
  );
}
