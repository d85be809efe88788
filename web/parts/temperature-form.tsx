import { Button, Group, Input, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { TemperatureBody } from '../../src/flow/work/contract.ts';
import { dayEnd } from '../lib/day-end.ts';
import { optionLabel } from '../lib/fields.ts';
import { useFormats } from '../lib/formats.ts';
import { useT } from '../lib/i18n.ts';
import { fieldsQuery } from '../lib/vocabulary.ts';
import { InlineError } from './error-state.tsx';
import css from './temperature.module.css';

type TemperatureFormProps = {
  /** Chosen at first. */
  band: string | undefined;
  onSet: (wish: TemperatureBody) => void;
  pending?: boolean;
  error?: Error | null;
  /** A further button, before the one that sets. */
  more?: ReactNode;
};

/** Says by hand how warm somebody is: which word, why, and until when. */
export function TemperatureForm({ band: first, onSet, pending, error = null, more }: TemperatureFormProps) {
  const t = useT();
  const formats = useFormats();
  const { data: fields = [] } = useQuery(fieldsQuery);
  const bands = fields.find((field) => field.name === 'lead.temperature')?.options ?? [];
  const [band, setBand] = useState(first);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const chosen = band ?? bands.at(-1)?.value;
  const ready = chosen !== undefined && reason.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready)
          onSet({ band: chosen, reason: reason.trim(), ends_at: until === '' ? null : dayEnd(until, formats.dayKey) });
      }}
    >
      <Stack gap={14}>
        <Input.Wrapper label={t('parts:temperature.how_warm')} labelElement="div">
          <SegmentedControl
            className={css.bands}
            fullWidth
            aria-label={t('parts:temperature.how_warm')}
            data={bands.map((option) => ({
              value: option.value,
              label: optionLabel({ name: 'lead.temperature' }, option),
            }))}
            value={chosen ?? ''}
            onChange={setBand}
          />
        </Input.Wrapper>
        <TextInput
          data-autofocus
          label={t('parts:temperature.reason')}
          description={t('parts:temperature.reason_text')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('parts:temperature.until')}
          description={t('parts:temperature.until_text')}
          value={until}
          min={formats.dayKey(Date.now())}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <InlineError error={error} />
        <Group justify="flex-end" gap={8}>
          {more}
          <Button type="submit" disabled={!ready} loading={pending}>
            {t('parts:temperature.set')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
