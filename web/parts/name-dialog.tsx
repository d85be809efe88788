import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../lib/i18n.ts';
import { InlineError } from './error-state.tsx';

type NameDialogProps = {
  title: string;
  label: string;
  description?: string;
  /** What stands there to begin with. */
  begin: string;
  maxLength: number;
  saving: boolean;
  error: unknown;
  onSave: (name: string) => void;
  onClose: () => void;
};

/** Asks for a name, without blanks around it; what keeps it from being taken is said under it. */
export function NameDialog(props: NameDialogProps) {
  const { title, label, description, begin, maxLength, saving, error, onSave, onClose } = props;
  const t = useT();
  const [name, setName] = useState(begin.slice(0, maxLength));
  const given = name.trim();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== '') onSave(given);
        }}
      >
        <Stack gap={14}>
          <TextInput
            data-autofocus
            label={label}
            description={description}
            value={name}
            maxLength={maxLength}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <InlineError error={error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" disabled={given === ''} loading={saving}>
              {t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
