import { Button, Group, Modal, SegmentedControl, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CustomField } from '../../../../src/flow/identity/contract.ts';
import { keyOfLabel } from '../../../lib/field-key.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { sayDone } from '../../../parts/toast.tsx';
import { useChangeField, useMakeField } from '../api.ts';
import css from '../settings.module.css';

type FieldType = CustomField['type'];

const TYPES = Object.keys({
  text: true,
  number: true,
  boolean: true,
  date: true,
  instant: true,
  select: true,
  list: true,
} satisfies Record<FieldType, true>) as FieldType[];

/** Makes a field, or changes its label and choices; key, type and whose it is never change. */
export function FieldDialog({ field, onClose }: { field: CustomField | undefined; onClose: () => void }) {
  const t = useT();
  const make = useMakeField();
  const change = useChangeField();
  const isNew = field === undefined;
  const form = useForm({
    initialValues: {
      scope: field?.scope ?? ('person' as CustomField['scope']),
      label: field?.label ?? '',
      key: field?.key ?? '',
      type: field?.type ?? ('text' as FieldType),
      options: field?.options ?? [],
    },
    validate: {
      label: (label) => (label.trim() === '' ? t('settings:fields.label_missing') : null),
      key: (key) => (/^[a-z][a-z0-9_]{0,62}$/.test(key) ? null : t('settings:fields.key_wrong')),
      options: (options, { type }) =>
        type === 'select' && options.length === 0 ? t('settings:fields.options_missing') : null,
    },
  });
  const { type } = form.values;
  const hasOptions = type === 'select' || type === 'list';
  const submit = form.onSubmit(({ scope, label, key, options }) => {
    const chosen = hasOptions && options.length > 0 ? options : null;
    const done = {
      onSuccess: () => {
        sayDone(t(isNew ? 'settings:fields.made' : 'settings:saved', { label }));
        onClose();
      },
    };
    if (field === undefined) make.mutate({ scope, label, key, type, ...(chosen ? { options: chosen } : {}) }, done);
    else change.mutate({ id: field.field_id, label, ...(hasOptions ? { options: chosen } : {}) }, done);
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={isNew ? t('settings:fields.new') : t('settings:fields.edit_title', { label: field.label })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          {isNew && (
            <SegmentedControl
              aria-label={t('settings:fields.scope')}
              data={(['person', 'company'] as const).map((value) => ({
                value,
                label: t(`settings:fields.of_${value}`),
              }))}
              {...form.getInputProps('scope')}
            />
          )}
          <TextInput
            label={t('settings:fields.label')}
            data-autofocus
            maxLength={100}
            {...form.getInputProps('label')}
            onChange={(event) => {
              const label = event.currentTarget.value;
              // The key follows the label until it is written by hand.
              if (isNew && form.values.key === keyOfLabel(form.values.label))
                form.setFieldValue('key', keyOfLabel(label));
              form.setFieldValue('label', label);
            }}
          />
          <TextInput
            label={t('settings:fields.key')}
            description={t('settings:fields.key_why')}
            readOnly={!isNew}
            className={css.mono}
            {...form.getInputProps('key')}
          />
          <Select
            label={t('settings:fields.type')}
            data={TYPES.map((value) => ({ value, label: t(`settings:type.${value}`) }))}
            allowDeselect={false}
            disabled={!isNew}
            {...form.getInputProps('type')}
          />
          {hasOptions && (
            <TagsInput
              label={t('settings:fields.options')}
              description={t('settings:fields.options_why')}
              {...form.getInputProps('options')}
            />
          )}
          <InlineError error={make.error ?? change.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending || change.isPending}>
              {isNew ? t('settings:fields.make') : t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
