import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../../lib/i18n.ts';
import { CodeBlock } from '../../parts/code-block.tsx';
import css from './settings.module.css';

type SecretDialogProps = {
  title: string;
  /** What to do with it, and how long it is good for. */
  text: ReactNode;
  label: string;
  secret: string;
  onClose: () => void;
};

/** Something that is shown this once: a link or a key, to be copied. Closes by its button only, so that it is not lost by a slip. */
export function SecretDialog({ title, text, label, secret, onClose }: SecretDialogProps) {
  const t = useT();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <p className={css.hint}>{text}</p>
        <CodeBlock code={secret} label={label} />
        <p className={css.once}>{t('settings:shown_once')}</p>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('settings:copied_it')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
