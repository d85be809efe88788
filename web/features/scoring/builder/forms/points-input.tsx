import { NumberInput, Slider } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../../../../lib/formats.ts';
import css from './forms.module.css';

type PointsInputProps = { label: string; value: number; onChange: (points: number) => void };

/** The slider reaches at least this far to either side. */
const LEAST_REACH = 25;

/** Points on a slider, from minus to plus, and as a number. */
export function PointsInput({ label, value, onChange }: PointsInputProps) {
  const formats = useFormats();
  const [reach, setReach] = useState(() => reachOf(value));
  if (Math.abs(value) > reach) setReach(reachOf(value));
  return (
    <div className={css.points}>
      <Slider
        className={css.slider}
        thumbLabel={label}
        min={-reach}
        max={reach}
        step={1}
        value={value}
        onChange={onChange}
        startPointValue={0}
        marks={[-reach, 0, reach].map((at) => ({ value: at, label: formats.signed(at) }))}
        label={(at) => formats.signed(at)}
        color={value < 0 ? 'var(--pl-minus)' : 'var(--pl-plus)'}
      />
      <NumberInput
        className={css.number}
        aria-label={label}
        value={value}
        min={-1_000_000}
        max={1_000_000}
        decimalScale={2}
        onChange={(next) => typeof next === 'number' && onChange(next)}
      />
    </div>
  );
}

function reachOf(value: number): number {
  return Math.max(LEAST_REACH, Math.ceil(Math.abs(value) / 50) * 50);
}
