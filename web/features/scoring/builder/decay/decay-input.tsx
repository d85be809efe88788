import { ActionIcon, Button, NumberInput, Select, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { describeDecay } from '../../../../../src/model/describe.ts';
import type { Decay } from '../../../../../src/model/format.ts';
import { useLanguage, useT } from '../../../../lib/i18n.ts';
import { changeCurve } from './curve.ts';
import { CurvePicture } from './curve-picture.tsx';
import css from './decay.module.css';

const CURVES = ['none', 'half_life', 'linear', 'cliff', 'steps'] as const;
const MOST_STEPS = 50;

type DecayInputProps = { decay: Decay; onChange: (decay: Decay) => void };

/** How points fade: which curve, drawn with handles to pull, and its days as numbers. */
export function DecayInput({ decay, onChange }: DecayInputProps) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className={css.decay}>
      <div className={css.choice}>
        <Select
          aria-label={t('builder:decay.curve')}
          className={css.curve}
          data={CURVES.map((curve) => ({ value: curve, label: t(`builder:decay.${curve}`) }))}
          value={decay.curve}
          allowDeselect={false}
          onChange={(curve) => curve !== null && onChange(changeCurve(decay, curve as Decay['curve']))}
        />
        {decay.curve !== 'none' && decay.curve !== 'steps' && (
          <NumberInput
            className={css.days}
            aria-label={t('builder:decay.days')}
            value={decay.days}
            min={0.001}
            max={36_500}
            suffix={` ${t('conditions:units.days', { count: decay.days })}`}
            onChange={(days) => typeof days === 'number' && days >= 0.001 && onChange({ ...decay, days })}
          />
        )}
      </div>
      <CurvePicture
        decay={decay}
        onChange={onChange}
        said={describeDecay(decay, language) || t('builder:decay.none')}
      />
      {decay.curve === 'steps' && <Steps decay={decay} onChange={onChange} />}
    </div>
  );
}

type StepsProps = { decay: Extract<Decay, { curve: 'steps' }>; onChange: (decay: Decay) => void };

/** The steps as numbers: until which age, how much counts. */
function Steps({ decay, onChange }: StepsProps) {
  const t = useT();
  const put = (index: number, step: [number, number]) =>
    onChange({ ...decay, steps: decay.steps.map((each, at) => (at === index ? step : each)) });
  const last = decay.steps.at(-1);
  return (
    <div className={css.steps}>
      {decay.steps.map(([days, share], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; its days change under the hand
        <div key={index} className={css.step}>
          <NumberInput
            aria-label={t('builder:decay.until', { number: index + 1 })}
            value={days}
            min={0.001}
            max={36_500}
            prefix={`${t('builder:decay.up_to')} `}
            suffix={` ${t('conditions:units.days', { count: days })}`}
            error={index > 0 && days <= (decay.steps[index - 1]?.[0] ?? 0)}
            onChange={(next) => typeof next === 'number' && next >= 0.001 && put(index, [next, share])}
          />
          <NumberInput
            aria-label={t('builder:decay.share', { number: index + 1 })}
            value={Math.round(share * 1000) / 10}
            min={0}
            max={100}
            suffix=" %"
            onChange={(next) => typeof next === 'number' && put(index, [days, next / 100])}
          />
          <Tooltip label={t('builder:decay.remove_step')}>
            <ActionIcon
              aria-label={t('builder:decay.remove_step')}
              disabled={decay.steps.length === 1}
              onClick={() => onChange({ ...decay, steps: decay.steps.toSpliced(index, 1) })}
            >
              <IconX size={15} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      {last !== undefined && decay.steps.length < MOST_STEPS && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange({ ...decay, steps: [...decay.steps, [Math.round(last[0] * 1.5) + 1, last[1] / 2]] })}
        >
          {t('builder:decay.add_step')}
        </Button>
      )}
      {decay.steps.some(([days], index) => index > 0 && days <= (decay.steps[index - 1]?.[0] ?? 0)) && (
        <p className={css.wrong} role="alert">
          {t('builder:problem.steps')}
        </p>
      )}
    </div>
  );
}
