import css from './sources.module.css';

type DayBarsProps = {
  /** A number for each day, oldest first. */
  values: number[];
  /** The number that fills the whole height. */
  most: number;
  label: string;
};

/** A bar for every day, the size of a line of text: when a source brings something, and how evenly. */
export function DayBars({ values, most, label }: DayBarsProps) {
  const width = 120;
  const height = 22;
  const step = width / values.length;
  return (
    <svg
      className={css.bars}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className={css.barsBase} />
      {values.map((value, at) => {
        const size = most === 0 || value === 0 ? 0 : Math.max(1.5, (value / most) * (height - 2));
        return (
          size > 0 && (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place in the period
              key={at}
              x={at * step + step * 0.1}
              y={height - size}
              width={step * 0.8}
              height={size}
            />
          )
        );
      })}
    </svg>
  );
}
