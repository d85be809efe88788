import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyRole } from '../../../../src/access/contract.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { sourcesQuery } from '../../../lib/sources.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { sayDone } from '../../../parts/toast.tsx';
import { useMakeKey } from '../api.ts';
import { SecretDialog } from '../secret-dialog.tsx';
import css from '../settings.module.css';

const ROLES: readonly KeyRole[] = ['marketing', 'administrator', 'viewer'];

/** Makes a key. A secret one is shown this once; a public one can be copied from the list at any time. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const maySecret = useMay('keys.write');
  const { data: sources = [] } = useQuery(sourcesQuery());
  const make = useMakeKey();
  const [made, setMade] = useState<{ name: string; token: string }>();
  const form = useForm({
    initialValues: {
      kind: 'write' as 'write' | 'secret',
      name: '',
      source: null as string | null,
      role: ROLES[0] as KeyRole,
    },
    validate: { name: (name) => (name.trim() === '' ? t('settings:keys.name_missing') : null) },
  });
  const { kind } = form.values;
  if (made !== undefined)
    return (
      <SecretDialog
        title={t('settings:keys.made', { name: made.name })}
        text={t('settings:keys.made_text')}
        label={t('settings:keys.key')}
        secret={made.token}
        onClose={onClose}
      />
    );
  const submit = form.onSubmit(({ name, source, role }) =>
    make.mutate(
      kind === 'secret' ? { kind, name, role } : { kind, name, source_id: source === null ? null : Number(source) },
      {
        onSuccess: ({ token }) => {
          if (kind === 'secret') return setMade({ name, token });
          sayDone(t('settings:keys.write_made', { name }));
          onClose();
        },
      },
    ),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings:keys.new')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          {maySecret && (
            <Radio.Group aria-label={t('settings:keys.kind')} {...form.getInputProps('kind')}>
              <div className={css.choices}>
                {(['write', 'secret'] as const).map((value) => (
                  <Radio
                    key={value}
                    value={value}
                    label={t(`settings:keys.${value}`)}
                    description={t(`settings:keys.${value}_text`)}
                  />
                ))}
              </div>
            </Radio.Group>
          )}
          <TextInput
            label={t('settings:keys.name')}
            description={t('settings:keys.name_why')}
            data-autofocus
            {...form.getInputProps('name')}
          />
          {kind === 'write' ? (
            <Select
              label={t('settings:keys.source')}
              description={t('settings:keys.source_why')}
              placeholder={t('settings:keys.usual_source')}
              clearable
              searchable
              data={sources.map(({ source_id, name }) => ({ value: String(source_id), label: name }))}
              {...form.getInputProps('source')}
            />
          ) : (
            <Select
              label={t('settings:keys.acts_as')}
              description={t('settings:keys.acts_as_why')}
              allowDeselect={false}
              data={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
              {...form.getInputProps('role')}
            />
          )}
          <InlineError error={make.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t('settings:keys.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
