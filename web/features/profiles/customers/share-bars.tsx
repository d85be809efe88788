import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import type { Trait } from './api.ts';
import css from './customers.module.css';

type Compared = Pick<Trait, 'customers' | 'others' | 'lift'>;

/** The share among customers over that among the others, each as a bar with its number. */
export function ShareBars({ customers, others }: Compared) {
  const t = useT();
  const formats = useFormats();
  const say = ({ value, count, of, low, high }: Compared['customers']) =>
    t('customers:share_of', {
      share: formats.percent(value),
      count: formats.number(count),
      of: formats.number(of),
      low: formats.percent(low),
      high: formats.percent(high),
    });
  return (
    <dl className={css.bars}>
      {(
        [
          ['customers', t('customers:of_customers'), customers],
          ['others', t('customers:of_others'), others],
        ] as const
      ).map(([side, label, share]) => (
        <div key={side} className={css.bar} data-side={side} title={`${label}: ${say(share)}`}>
          <dt className={css.side}>{label}</dt>
          <dd className={css.share}>
            <span className={css.track} aria-hidden="true">
              <span className={css.fill} style={{ width: `${share.value * 100}%` }} />
            </span>
            <span className={css.number}>{formats.percent(share.value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How many times as often customers have it as the others do; its interval on hover. */
export function Lift({ lift }: Pick<Trait, 'lift'>) {
  const t = useT();
  const formats = useFormats();
  const times = (value: number) => formats.decimal(value, value === 0 || value >= 10 ? 0 : 1);
  if (lift === null) return <span className={css.lift}>{t('customers:only_customers')}</span>;
  return (
    <span
      className={css.lift}
      data-less={lift.value < 1}
      title={t('customers:between', { low: times(lift.low), high: times(lift.high) })}
    >
      {t('customers:times', { times: times(lift.value) })}
    </span>
  );
}
