import { NumberInput } from '@mantine/core';
import { useT } from '../../../../lib/i18n.ts';
import { withOptional } from '../parts/change.ts';
import css from './forms.module.css';

type Limits = { floor?: number | undefined; ceiling?: number | undefined };
type LimitsInputProps<Part extends Limits> = { part: Part; onChange: (part: Part, kind: string) => void };

/** The least and the most that something gives; empty for no limit. */
export function LimitsInput<Part extends Limits>({ part, onChange }: LimitsInputProps<Part>) {
  const t = useT();
  const crossed = part.floor !== undefined && part.ceiling !== undefined && part.floor > part.ceiling;
  return (
    <div className={css.pair}>
      {(['floor', 'ceiling'] as const).map((name) => (
        <NumberInput
          key={name}
          label={t(`builder:limits.${name}`)}
          placeholder={t('builder:limits.none')}
          value={part[name] ?? ''}
          min={-1_000_000}
          max={1_000_000}
          decimalScale={2}
          error={crossed && name === 'floor' ? t('builder:problem.limits') : undefined}
          onChange={(value) =>
            onChange(withOptional(part, name, value === '' ? undefined : (Number(value) as never)), name)
          }
        />
      ))}
    </div>
  );
}
