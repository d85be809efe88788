import { Button } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { useT } from '../../lib/i18n.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import css from './frame.module.css';
import { useSignOut } from './sign-out.ts';

/** What somebody sees who was removed from the last workspace they belonged to: nothing of it, and why. */
export function Nowhere() {
  const t = useT();
  const signOut = useSignOut();
  return (
    <main className={css.nowhere}>
      <EmptyState
        icon={<IconDoorExit size={22} stroke={1.75} />}
        title={t('frame:nowhere.title')}
        text={t('frame:nowhere.text')}
        action={
          <Button variant="default" onClick={() => void signOut()}>
            {t('frame:sign_out')}
          </Button>
        }
      />
    </main>
  );
}
