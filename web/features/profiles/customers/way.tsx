import { Checkbox } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { Section } from '../../../parts/section.tsx';
import { Tag } from '../../../parts/tag.tsx';
import type { Way as Answer } from './api.ts';
import css from './customers.module.css';
import { type DaysAxis, makeDaysAxis, placeOnAxis } from './days-axis.ts';
import { Lift, ShareBars } from './share-bars.tsx';

type Step = Answer['signals'][number];
type WayProps = { way: Answer | null; chosen: ReadonlySet<number>; onChoose: (id: number, chosen: boolean) => void };

/** What customers did before they bought, in time order, each signal on one axis of days that ends at the purchase. */
export function Way({ way, chosen, onChoose }: WayProps) {
  const t = useT();
  const formats = useFormats();
  if (way === null) {
    return (
      <Section title={t('customers:before.title')}>
        <p className={css.hint}>{t('customers:before.few')}</p>
      </Section>
    );
  }
  const { signals, turning_point, base_rate, horizon_days, customers } = way;
  const axis = makeDaysAxis(signals.flatMap((step) => step.first_days ?? []));
  const turning = signals.find((step) => step.signal_id === turning_point);
  const horizon = Math.round(horizon_days ?? 0);
  const days = t('customers:before.days', { count: horizon });
  return (
    <Section title={t('customers:before.title')} text={t('customers:before.text')}>
      <p className={css.turning}>
        <IconFlag size={16} stroke={1.75} aria-hidden="true" />
        <span>
          {turning === undefined
            ? t('customers:before.turning_none')
            : t('customers:before.turning_said', {
                signal: turning.signal.name,
                times: formats.decimal(turning.times ?? 0, 1),
                days,
              })}{' '}
          <span className={css.quiet}>
            {base_rate !== null &&
              t('customers:before.base', {
                share: formats.percent(base_rate.value, 1),
                days,
                customers: t('customers:customers_seen', { count: customers, shown: formats.number(customers) }),
              })}
          </span>
        </span>
      </p>
      <div className={css.axis} aria-hidden="true">
        <span className={css.axisName}>{t('customers:before.axis')}</span>
        <span className={css.marks}>
          {axis.marks.map((day) => (
            <span key={day} className={css.mark} style={{ left: `${placeOnAxis(axis, day) * 100}%` }}>
              {day === 0 ? t('customers:before.bought') : formats.number(day)}
            </span>
          ))}
        </span>
      </div>
      <ol className={css.rows}>
        {signals.map((step) => (
          <WayStep
            key={step.signal_id}
            step={step}
            axis={axis}
            base={base_rate?.value}
            horizon={horizon}
            isTurning={step.signal_id === turning_point}
            chosen={chosen.has(step.signal_id)}
            onChoose={(next) => onChoose(step.signal_id, next)}
          />
        ))}
      </ol>
    </Section>
  );
}

type WayStepProps = {
  step: Step;
  axis: DaysAxis;
  base: number | undefined;
  horizon: number;
  isTurning: boolean;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
};

function WayStep({ step, axis, base, horizon, isTurning, chosen, onChoose }: WayStepProps) {
  const t = useT();
  const formats = useFormats();
  const mayWrite = useMay('scoring.write');
  const { signal, chance, times, first_days, last_days } = step;
  const when = useSayWhen(first_days, last_days);
  const why =
    chance === null || base === undefined
      ? undefined
      : t('customers:before.chance_why', {
          share: formats.percent(chance.value, 1),
          count: chance.of,
          days: t('customers:before.days', { count: horizon }),
          base: formats.percent(base, 1),
        });
  return (
    <li className={css.row} data-way="true" data-chosen={chosen} data-turning={isTurning}>
      {mayWrite && (
        <Checkbox
          size="xs"
          className={css.tick}
          aria-label={t('customers:choose', { name: signal.name })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <span className={css.name}>
        <span>{signal.name}</span>
        {isTurning && <Tag tone="accent">{t('customers:before.turning')}</Tag>}
        {times !== null && (
          <span className={css.chance} title={why}>
            {t('customers:before.chance', { times: formats.decimal(times, 1) })}
          </span>
        )}
      </span>
      <span className={css.line} title={when}>
        {first_days !== null && last_days !== null && (
          <span
            className={css.stretch}
            style={{
              left: `${placeOnAxis(axis, first_days) * 100}%`,
              right: `${(1 - placeOnAxis(axis, last_days)) * 100}%`,
            }}
          />
        )}
        <span className={css.told}>{when}</span>
      </span>
      <ShareBars {...step} />
      <Lift lift={step.lift} />
    </li>
  );
}

/** When customers first and last did it, in whole days before they bought. */
function useSayWhen(first_days: number | null, last_days: number | null): string {
  const t = useT();
  if (first_days === null || last_days === null) return t('customers:before.nobody');
  const [first, last] = [Math.round(first_days), Math.round(last_days)];
  const say = (count: number) => t('customers:before.days', { count });
  if (first === last) return t('customers:before.at_once', { days: say(first) });
  return t('customers:before.first_last', { first: say(first), last: say(last) });
}
