import { SegmentedControl } from '@mantine/core';
import { useT } from '../../lib/i18n.ts';
import { PERIODS, type Period } from './days.ts';

/** Chooses how far back one looks. */
export function PeriodSwitch({ period, onPeriod }: { period: Period; onPeriod: (period: Period) => void }) {
  const t = useT();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('sources:period.label')}
      value={String(period)}
      onChange={(value) => onPeriod(Number(value) as Period)}
      data={PERIODS.map((days) => ({ value: String(days), label: t('sources:period.days', { count: days }) }))}
    />
  );
}
