import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { membersQuery } from '../../../lib/vocabulary.ts';
import { offerUndo } from '../../../parts/toast.tsx';
import { type Explanation, useAdjust, useEndAdjustment } from '../api.ts';
import { AdjustDialog } from './adjust-dialog.tsx';
import css from './score.module.css';

type AdjustmentsProps = { personId: number; explained: Explanation };

/** Points given by hand that are in force, each with the way to end it, and the way to give more. */
export function Adjustments({ personId, explained }: AdjustmentsProps) {
  const t = useT();
  const formats = useFormats();
  const [opened, setOpened] = useState(false);
  const { data: members = [] } = useQuery(membersQuery);
  const end = useEndAdjustment(personId);
  const again = useAdjust(personId);
  const dimensionOf = (id: number) =>
    explained.score.dimensions.find(({ lines }) =>
      lines.some((line) => line.kind === 'adjustment' && line.adjustment === id),
    )?.key;
  const stop = (given: Explanation['adjustments'][number]) =>
    end.mutate(given.adjustment_id, {
      onSuccess: () => {
        const dimension = dimensionOf(given.adjustment_id);
        offerUndo(t('lead:adjust.ended', { reason: given.reason }), t('common:action.undo'), () => {
          if (dimension !== undefined)
            again.mutate({ dimension, points: given.points, reason: given.reason, ends_at: given.ends_at });
        });
      },
    });
  return (
    <section className={css.adjustments}>
      {explained.adjustments.map((given) => (
        <div key={given.adjustment_id} className={css.adjustment}>
          <span>
            {formats.signed(given.points)} · {given.reason}
            <span className={css.quiet}>
              {members.find(({ user_id }) => user_id === given.made_by)?.name ?? given.made_by},{' '}
              {formats.day(given.starts_at)}
              {given.ends_at !== null && ` – ${formats.day(given.ends_at)}`}
            </span>
          </span>
          <Tooltip label={t('lead:adjust.end')}>
            <ActionIcon
              aria-label={t('lead:adjust.end_named', { reason: given.reason })}
              loading={end.isPending}
              onClick={() => stop(given)}
            >
              <IconX size={15} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <Button variant="subtle" color="gray" size="xs" onClick={() => setOpened(true)}>
        {t('lead:adjust.button')}
      </Button>
      {opened && <AdjustDialog personId={personId} model={explained.model} onClose={() => setOpened(false)} />}
    </section>
  );
}
