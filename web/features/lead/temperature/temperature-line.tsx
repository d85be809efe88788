import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { PersonCard } from '../../../../src/flow/work/contract.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { useBandName } from '../../../parts/band.tsx';
import { TemperatureBadge, useTemperatureWhy } from '../../../parts/temperature.tsx';
import { TemperatureForm } from '../../../parts/temperature-form.tsx';
import { offerUndo } from '../../../parts/toast.tsx';
import { useEndTemperature, useLetPointsSay, useRestoreTemperatures, useSetTemperature } from './api.ts';
import css from './temperature.module.css';

/** How warm the lead counts as, where that is not what the points above say, with the reason; and the way to say it by hand. */
export function TemperatureLine({ card }: { card: PersonCard }) {
  const t = useT();
  const mayWrite = useMay('people.write');
  const [opened, setOpened] = useState(false);
  const why = useTemperatureWhy();
  const { temperature, standing } = card;
  if (temperature === null || standing === null) return null;
  const said = why(temperature, standing.band);
  return (
    <div className={css.line}>
      {said !== undefined && (
        <p className={css.said}>
          <TemperatureBadge temperature={temperature} band={standing.band} />
          <span className={css.why}>{said}</span>
        </p>
      )}
      {mayWrite && (
        <span className={css.buttons}>
          <Button variant="subtle" color="gray" size="xs" onClick={() => setOpened(true)}>
            {t('lead:temperature.button')}
          </Button>
          {temperature.hand !== null && <EndButton id={card.person_id} />}
        </span>
      )}
      {opened && <TemperatureDialog card={card} band={temperature.band} onClose={() => setOpened(false)} />}
    </div>
  );
}

function EndButton({ id }: { id: number }) {
  const t = useT();
  const end = useLetPointsSay(id);
  const restore = useRestoreTemperatures(id);
  // The button is gone when the answer has come, so what is said then does not hang on it.
  const stop = () =>
    void end.mutateAsync().then(
      (ended) => offerUndo(t('lead:temperature.ended'), t('common:action.undo'), () => restore.mutate(ended)),
      () => undefined,
    );
  return (
    <Button variant="subtle" color="gray" size="xs" loading={end.isPending} onClick={stop}>
      {t('parts:temperature.let_points')}
    </Button>
  );
}

function TemperatureDialog({ card, band, onClose }: { card: PersonCard; band: string; onClose: () => void }) {
  const t = useT();
  const name = useBandName();
  const set = useSetTemperature(card.person_id);
  const end = useEndTemperature(card.person_id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('lead:temperature.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <TemperatureForm
        band={band}
        pending={set.isPending}
        error={set.error}
        onSet={(wish) =>
          set.mutate(wish, {
            onSuccess: ({ temperature_id }) => {
              const said = t('lead:temperature.done', { band: name(wish.band) });
              offerUndo(said, t('common:action.undo'), () => end.mutate(temperature_id));
              onClose();
            },
          })
        }
      />
    </Modal>
  );
}
