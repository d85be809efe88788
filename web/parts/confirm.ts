import { modals } from '@mantine/modals';
import i18next from 'i18next';
import type { ReactNode } from 'react';

type Question = {
  title: string;
  /** What will happen, and that it cannot be undone. */
  text: ReactNode;
  /** The deed itself as a verb, never "OK". */
  confirm: string;
  cancel: string;
  danger?: boolean;
};

/** Asks before something that cannot be undone; true when the person said yes. */
export function confirmAction({ title, text, confirm, cancel, danger = true }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: text,
      labels: { confirm, cancel },
      closeButtonProps: { 'aria-label': i18next.t('common:action.close') },
      confirmProps: danger ? { color: 'red' } : {},
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    });
  });
}
