import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useT } from '../lib/i18n.ts';
import { EmptyState } from './empty-state.tsx';

/** What stands at an address nothing lives at. */
export function NotFound() {
  const t = useT();
  return (
    <EmptyState
      whole
      icon={<IconCompass size={22} stroke={1.75} />}
      title={t('parts:not_found.title')}
      text={t('parts:not_found.text')}
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
          {t('parts:not_found.home')}
        </Button>
      }
    />
  );
}
