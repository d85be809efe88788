import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import type { SavedView, ViewDefinition } from '../../../src/flow/work/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { useChangeView, useMakeView } from './api.ts';

type ViewDialogProps = {
  /** The view to rename; a new one is made where it is missing. */
  view: SavedView | undefined;
  definition: ViewDefinition;
  onClose: () => void;
};

/** Gives a view its name, and says who sees it. */
export function ViewDialog({ view, definition, onClose }: ViewDialogProps) {
  const t = useT();
  const navigate = useNavigate();
  const mayShare = useMay('views.share');
  const make = useMakeView();
  const change = useChangeView();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: view?.name ?? '', shared: view?.shared ?? false },
    validate: { name: (name) => (name.trim() === '' ? t('leads:view.name_missing') : null) },
  });
  const submit = form.onSubmit(({ name, shared }) => {
    if (view !== undefined) return change.mutate({ id: view.saved_view_id, name, shared }, { onSuccess: onClose });
    make.mutate(
      { name, shared, definition },
      {
        onSuccess: ({ saved_view_id }) => {
          onClose();
          void navigate({ to: '/leads', search: { view: saved_view_id } });
        },
      },
    );
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(view === undefined ? 'leads:view.new_title' : 'leads:view.rename')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput label={t('leads:view.name')} data-autofocus {...form.getInputProps('name')} />
          {mayShare && (
            <Checkbox label={t('leads:view.for_everybody')} {...form.getInputProps('shared', { type: 'checkbox' })} />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending || change.isPending}>
              {t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
