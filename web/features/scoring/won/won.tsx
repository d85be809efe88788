import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { useSayTouches } from '../use-sentences.ts';
import { wonQuery } from './api.ts';
import css from './won.module.css';
import { WonDialog } from './won-dialog.tsx';

/** What counts as won, read aloud, and the way to say it otherwise. */
export function Won() {
  const t = useT();
  const mayWrite = useMay('scoring.write');
  const say = useSayTouches();
  const { data: rule } = useQuery(wonQuery);
  const [open, setOpen] = useState(false);
  if (rule === undefined) return null;
  return (
    <div className={css.line}>
      <span>{t('lab:won.said', { said: say(rule.when) })}</span>
      {mayWrite && (
        <Button variant="subtle" size="compact-xs" onClick={() => setOpen(true)}>
          {t('lab:won.change')}
        </Button>
      )}
      {open && <WonDialog rule={rule} onClose={() => setOpen(false)} />}
    </div>
  );
}
