import { Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Model } from '../../../../src/model/format.ts';
import { dayEnd } from '../../../lib/day-end.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { offerUndo } from '../../../parts/toast.tsx';
import { useAdjust, useEndAdjustment } from '../api.ts';

type AdjustDialogProps = { personId: number; model: Model; onClose: () => void };

const MOST = 1000;

/** Gives or takes points by hand: where, how many, why, and until when. */
export function AdjustDialog({ personId, model, onClose }: AdjustDialogProps) {
  const t = useT();
  const formats = useFormats();
  const [dimension, setDimension] = useState(model.dimensions.at(-1)?.key ?? '');
  const [points, setPoints] = useState<number | ''>('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const adjust = useAdjust(personId);
  const end = useEndAdjustment(personId);
  const ready = points !== '' && points !== 0 && reason.trim() !== '';
  const send = () => {
    if (points === '' || !ready) return;
    const ends_at = until === '' ? null : dayEnd(until, formats.dayKey);
    adjust.mutate(
      { dimension, points, reason: reason.trim(), ends_at },
      {
        onSuccess: ({ adjustment_id }) => {
          offerUndo(t('lead:adjust.done', { points: formats.signed(points) }), t('common:action.undo'), () =>
            end.mutate(adjustment_id),
          );
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('lead:adjust.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap={14}>
          <NumberInput
            data-autofocus
            label={t('lead:adjust.points')}
            description={t('lead:adjust.points_text')}
            value={points}
            min={-MOST}
            max={MOST}
            allowDecimal={false}
            onChange={(value) => setPoints(typeof value === 'number' ? value : '')}
          />
          <Select
            label={t('lead:adjust.dimension')}
            data={model.dimensions.map(({ key, name }) => ({ value: key, label: name }))}
            value={dimension}
            allowDeselect={false}
            onChange={(key) => key !== null && setDimension(key)}
          />
          <TextInput
            label={t('lead:adjust.reason')}
            description={t('lead:adjust.reason_text')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('lead:adjust.until')}
            description={t('lead:adjust.until_text')}
            value={until}
            min={formats.dayKey(Date.now())}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <InlineError error={adjust.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" disabled={!ready} loading={adjust.isPending}>
              {t('lead:adjust.give')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
