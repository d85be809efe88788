import { UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FieldType } from '../../../src/conditions/catalogue.ts';
import type { CardField } from '../../../src/flow/work/contract.ts';
import { fieldLabel, shownField, useFieldText } from '../../lib/fields.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { FieldInput, type FieldInputValue } from '../../parts/field-input.tsx';
import { KeyValue } from '../../parts/key-values.tsx';
import { offerUndo } from '../../parts/toast.tsx';
import { useChangeFields } from './api.ts';
import css from './lead.module.css';
import { Provenance } from './provenance.tsx';

type FieldRowProps = {
  field: CardField;
  /** The person whose field it is; missing for what cannot be edited here. */
  personId?: number;
};

/** One field: its value, where it came from on hover, and its input on a press. */
export function FieldRow({ field, personId }: FieldRowProps) {
  const t = useT();
  const text = useFieldText();
  const mayWrite = useMay('people.write');
  const [editing, setEditing] = useState(false);
  const label = fieldLabel(field);
  const value = text(shownField(field), field.value);
  const editable = personId !== undefined && field.editable && mayWrite;
  return (
    <KeyValue
      name={label}
      provenance={field.origin === null || editing ? undefined : <Provenance origin={field.origin} />}
    >
      {editing && personId !== undefined ? (
        <FieldEdit field={field} label={label} personId={personId} onDone={() => setEditing(false)} />
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

type FieldEditProps = { field: CardField; label: string; personId: number; onDone: () => void };

/** The input in place of the value: Enter keeps, Escape leaves it as it was, leaving the field keeps. */
export function FieldEdit({ field, label, personId, onDone }: FieldEditProps) {
  const t = useT();
  const change = useChangeFields(personId);
  const before = field.value as FieldInputValue;
  const [value, setValue] = useState(before);
  const settled = useRef(false);
  const settle = (keep: boolean) => {
    if (settled.current) return;
    settled.current = true;
    onDone();
    if (!keep || JSON.stringify(value) === JSON.stringify(before)) return;
    change.mutate(
      { [field.key]: value },
      {
        onSuccess: () =>
          offerUndo(t('lead:field_changed', { field: label }), t('common:action.undo'), () =>
            change.mutate({ [field.key]: before }),
          ),
      },
    );
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
