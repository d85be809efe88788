type SparkProps = {
  /** Values at even steps, oldest first; null where there was nothing yet. */
  values: (number | null)[];
  width?: number;
  height?: number;
  /** What a screen reader hears instead of the line. */
  label?: string;
};

/** A line the size of a word: the shape of a course, without axes. The last value carries a dot. */
export function Spark({ values, width = 64, height = 18, label }: SparkProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return <span style={{ display: 'inline-block', width, height }} />;
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const x = (at: number) => 2 + (at / (values.length - 1)) * (width - 4);
  const y = (value: number) => (span === 0 ? height / 2 : height - 3 - ((value - low) / span) * (height - 6));
  let path = '';
  values.forEach((value, at) => {
    if (value === null) return;
    path += `${path === '' ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  const lastAt = values.findLastIndex((value) => value !== null);
  const last = values[lastAt];
  return (
    <svg
      width={width}
      height={height}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path
        d={path}
        fill="none"
        stroke="var(--pl-text-3)"
        strokeWidth="1.25"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last != null && <circle cx={x(lastAt)} cy={y(last)} r="1.75" fill="var(--pl-accent)" />}
    </svg>
  );
}
