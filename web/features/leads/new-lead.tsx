import { Button, Group, Modal, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import type { NewLeadAnswer, NewLead as NewLeadInput, SourceList } from '../../../src/flow/capture/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { api } from '../../lib/request.ts';
import { useMay } from '../../lib/session.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { sayDone } from '../../parts/toast.tsx';

/** The source of what is typed in by hand, which every workspace has. */
const BY_HAND = 'manual';

const EMPTY = {
  source: BY_HAND,
  full_name: '',
  title: '',
  email: '',
  phone: '',
  company: '',
  subject: '',
  message: '',
};

/** Enters somebody by hand, as after a call or at a fair; known people are found by what was entered, not doubled. */
export function NewLead({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const maySources = useMay('sources.read');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: EMPTY,
    validate: (values) =>
      Object.entries(values).some(([name, value]) => name !== 'source' && value.trim() !== '')
        ? {}
        : { full_name: t('leads:new.nothing_entered') },
  });
  const { data: sources = [] } = useQuery({
    queryKey: ['source'],
    queryFn: async ({ signal }) =>
      (await api.get<z.infer<typeof SourceList>>('/api/sources', undefined, signal)).sources,
    enabled: opened && maySources,
    select: (all) => all.filter((source) => source.key !== BY_HAND),
  });
  const create = useMutation({
    mutationFn: (values: typeof EMPTY) => api.post<NewLeadAnswer>('/api/leads', toNewLead(values)),
    meta: { showsErrors: true },
    onSuccess: async (answer) => {
      form.reset();
      onClose();
      await client.invalidateQueries({ queryKey: ['person'] });
      sayDone(
        t(answer.lead_opened ? 'leads:new.opened' : answer.person_created ? 'leads:new.interest' : 'leads:new.known'),
      );
      void navigate({ to: '/leads/$personId', params: { personId: answer.person_id } });
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('leads:new.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form noValidate onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput label={t('leads:new.name')} data-autofocus {...form.getInputProps('full_name')} />
            <TextInput label={t('leads:new.job')} {...form.getInputProps('title')} />
            <TextInput label={t('leads:new.email')} type="email" {...form.getInputProps('email')} />
            <TextInput label={t('leads:new.phone')} type="tel" {...form.getInputProps('phone')} />
            <TextInput label={t('leads:new.company')} {...form.getInputProps('company')} />
            <TextInput label={t('leads:new.subject')} {...form.getInputProps('subject')} />
          </SimpleGrid>
          {sources.length > 0 && (
            <Select
              label={t('leads:new.source')}
              data={[
                { value: BY_HAND, label: t('leads:new.source_by_hand') },
                ...sources.map(({ key, name }) => ({ value: key, label: name })),
              ]}
              allowDeselect={false}
              searchable={sources.length > 8}
              {...form.getInputProps('source')}
            />
          )}
          <Textarea
            label={t('leads:new.message')}
            autosize
            minRows={3}
            maxRows={10}
            {...form.getInputProps('message')}
          />
          <InlineError error={create.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('leads:new.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The filled-in fields as the door takes them; empty ones are left out. */
export function toNewLead(values: typeof EMPTY): z.input<typeof NewLeadInput> {
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== '')) as Partial<
    typeof EMPTY
  >;
  const { source = BY_HAND, full_name, title, company, ...rest } = said;
  const person = {
    ...(full_name ? { full_name } : {}),
    ...(title ? { title } : {}),
    ...(company ? { company_name: company } : {}),
  };
  return {
    source,
    ...rest,
    ...(Object.keys(person).length > 0 ? { person } : {}),
    idempotency_key: crypto.randomUUID(),
  };
}
