import { Button, Group, Modal, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import type { Source, SourceChannel } from '../../../src/flow/capture/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { BELOW } from '../../parts/below.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { sayDone } from '../../parts/toast.tsx';
import { useChangeSource, useMakeSource } from './api.ts';

const CHANNELS = Object.keys({
  form: true,
  tracking: true,
  ads: true,
  email: true,
  call: true,
  chat: true,
  event: true,
  partner: true,
  social: true,
  file: true,
  api: true,
  manual: true,
} satisfies Record<SourceChannel, true>) as SourceChannel[];

const EXAMPLE_HOST = 'www.example.com';
const AWARE = ['unknown', 'yes', 'no'] as const;
const awareOf = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no');

/** Makes a source, or changes one. */
export function SourceDialog({ source, onClose }: { source?: Source; onClose: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const make = useMakeSource();
  const change = useChangeSource();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: {
      name: source?.name ?? '',
      channel: source?.channel ?? ('form' as SourceChannel),
      key: '',
      subject: source?.subject ?? '',
      incentive: source?.incentive ?? '',
      aware: awareOf(source?.sales_aware ?? null) as (typeof AWARE)[number],
      bought: awareOf(source?.bought ?? null) as (typeof AWARE)[number],
      hosts: source?.settings.allowed_return_hosts ?? [],
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('sources:form.name_missing') : null),
      key: (key) => (key === '' || /^[a-z0-9][a-z0-9_-]{0,62}$/.test(key) ? null : t('sources:form.key_wrong')),
    },
  });
  const submit = form.onSubmit(({ name, channel, key, subject, incentive, aware, bought, hosts }) => {
    const said = {
      name,
      channel,
      subject: subject.trim() === '' ? null : subject,
      incentive: incentive.trim() === '' ? null : incentive,
      sales_aware: aware === 'unknown' ? null : aware === 'yes',
      bought: bought === 'unknown' ? null : bought === 'yes',
      settings: { allowed_return_hosts: hosts },
    };
    if (source !== undefined) return change.mutate({ id: source.source_id, ...said }, { onSuccess: onClose });
    make.mutate(key === '' ? said : { ...said, key }, {
      onSuccess: ({ source_id }) => {
        sayDone(t('sources:made', { name }));
        onClose();
        void navigate({ to: '/sources/$sourceId', params: { sourceId: source_id }, search: {} });
      },
    });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={source === undefined ? t('sources:new') : t('sources:form.edit_title', { name: source.name })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput label={t('sources:form.name')} data-autofocus {...form.getInputProps('name')} />
            <Select
              label={t('sources:form.channel')}
              data={CHANNELS.map((value) => ({ value, label: t(`common:channel.${value}`) }))}
              allowDeselect={false}
              {...form.getInputProps('channel')}
            />
            <TextInput
              label={t('sources:form.subject')}
              description={t('sources:form.subject_why')}
              inputWrapperOrder={BELOW}
              {...form.getInputProps('subject')}
            />
            <TextInput
              label={t('sources:form.incentive')}
              description={t('sources:form.incentive_why')}
              inputWrapperOrder={BELOW}
              {...form.getInputProps('incentive')}
            />
          </SimpleGrid>
          <Select
            label={t('sources:form.aware')}
            description={t('sources:form.aware_why')}
            inputWrapperOrder={BELOW}
            data={AWARE.map((value) => ({ value, label: t(`sources:aware.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('aware')}
          />
          <Select
            label={t('sources:form.bought')}
            description={t('sources:form.bought_why')}
            inputWrapperOrder={BELOW}
            data={AWARE.map((value) => ({ value, label: t(`sources:aware.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('bought')}
          />
          <TagsInput
            label={t('sources:form.hosts')}
            description={t('sources:form.hosts_why')}
            inputWrapperOrder={BELOW}
            placeholder={EXAMPLE_HOST}
            {...form.getInputProps('hosts')}
          />
          {source === undefined && (
            <TextInput
              label={t('sources:form.key')}
              description={t('sources:form.key_why')}
              inputWrapperOrder={BELOW}
              {...form.getInputProps('key')}
            />
          )}
          <InlineError error={make.error ?? change.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending || change.isPending}>
              {source === undefined ? t('sources:form.make') : t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
