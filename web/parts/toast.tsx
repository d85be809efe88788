import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import css from './toast.module.css';

const UNDO_MS = 10_000;
const SAID_MS = 4000;

const closeButton = () => ({ 'aria-label': i18next.t('common:action.close') });

/** Says in passing that something is done. */
export function sayDone(message: ReactNode): void {
  notifications.show({ message, autoClose: SAID_MS, withCloseButton: false, classNames: { root: css.toast } });
}

/** Says that something was refused, with the server's own words in small print; stays until it is read. */
export function sayFailed(title: string, text: string, said = ''): void {
  notifications.show({
    title,
    message: (
      <>
        {text}
        {said !== '' && (
          <div className={css.said} lang="en">
            {said}
          </div>
        )}
      </>
    ),
    color: 'red',
    autoClose: 12_000,
    closeButtonProps: closeButton(),
    classNames: { root: css.toast },
  });
}

/** Says what was changed and offers to undo it for ten seconds. */
export function offerUndo(message: ReactNode, undoLabel: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: UNDO_MS,
    withCloseButton: true,
    closeButtonProps: closeButton(),
    classNames: { root: css.toast },
    message: (
      <div className={css.row}>
        <span>{message}</span>
        <Button
          variant="subtle"
          size="xs"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {undoLabel}
        </Button>
      </div>
    ),
  });
}
