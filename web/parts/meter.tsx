import type { ReactNode } from 'react';
import css from './meter.module.css';

type MeterProps = {
  /** The number in words. */
  children: ReactNode;
  value: number;
  /** The number that fills the whole bar. */
  of: number;
  /** What the number is, on hover. */
  title?: string;
};

/** A number with a small bar under it, so that a column of numbers can be compared at a glance. */
export function Meter({ children, value, of, title }: MeterProps) {
  const share = of > 0 ? Math.min(1, value / of) : 0;
  return (
    <span className={css.meter} title={title}>
      <span className={css.number}>{children}</span>
      <span className={css.track} aria-hidden="true">
        <span className={css.fill} style={{ width: `${share * 100}%` }} data-some={value > 0} />
      </span>
    </span>
  );
}
