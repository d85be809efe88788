import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../../lib/i18n.ts';
import type { ModelEntry } from '../api.ts';
import { useChangeModel } from './api.ts';

/** Gives a model another name. */
export function RenameDialog({ model, onClose }: { model: ModelEntry; onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState(model.name);
  const change = useChangeModel();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('scoring:models.rename')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ model: model.model_id, name: name.trim() }, { onSuccess: onClose });
        }}
      >
        <Stack gap={14}>
          <TextInput
            data-autofocus
            label={t('builder:name')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={change.isPending}>
              {t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
