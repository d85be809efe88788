import type { ReactNode } from 'react';
import { useFormats } from '../lib/formats.ts';
import { useT } from '../lib/i18n.ts';
import css from './receipt.module.css';

/**
 * One line of a receipt. `points` has at most one decimal. `left` is the share (0–1) that age has left of the points, `count` and
 * `at` how many touches stand behind the line and when the latest was; `touches` their ids. A `note` is a cap or rounding.
 */
export type ReceiptLine =
  | {
      kind: 'term';
      key: string;
      label: ReactNode;
      points: number;
      /** What was read, such as the value of a field. */
      detail?: ReactNode;
      left?: number;
      count?: number;
      at?: string;
      touches?: (string | number)[];
    }
  | { kind: 'note'; key: string; label: ReactNode; points: number };

/** One dimension: its lines add up to `points`, a whole number. */
export type ReceiptSection = { key: string; label: string; points: number; lines: ReceiptLine[] };

type ReceiptProps = {
  sections: ReceiptSection[];
  /** What stands between the sections and the total: weights and rounding. */
  closing?: ReceiptLine[];
  total: number;
  now: number;
  /** A line is pointed at (or no more): its touches can light up elsewhere. */
  onPoint?: (touches: (string | number)[] | undefined) => void;
};

/** The complete reason for a score: a bar to the right for what gives points and to the left for what takes them; it adds up. */
export function Receipt({ sections, closing = [], total, now, onPoint }: ReceiptProps) {
  const t = useT();
  const formats = useFormats();
  const lines = sections.flatMap((section) => section.lines);
  const largest = Math.max(1, ...lines.map((line) => Math.abs(line.points)));
  const deepest = Math.max(0, ...lines.map((line) => -line.points));
  const highest = Math.max(0, ...lines.map((line) => line.points));
  const zero = deepest + highest === 0 ? 0 : deepest / (deepest + highest);
  const scale = deepest + highest === 0 ? largest : deepest + highest;
  const row = (line: ReceiptLine) => (
    <Line key={line.key} line={line} now={now} zero={zero} scale={scale} onPoint={onPoint} />
  );
  return (
    <div className={css.receipt}>
      {sections.map((section) => (
        <table key={section.key} className={css.section}>
          <caption className={css.caption}>
            <span>{section.label}</span>
            <span>{formats.signed(section.points)}</span>
          </caption>
          <tbody>
            {section.lines.map(row)}
            {section.lines.length === 0 && (
              <tr className={css.note}>
                <td colSpan={3}>{t('parts:receipt.nothing')}</td>
              </tr>
            )}
          </tbody>
        </table>
      ))}
      <table className={css.section}>
        <tbody>{closing.map(row)}</tbody>
        <tfoot>
          <tr className={css.total}>
            <th scope="row">{t('parts:receipt.total')}</th>
            <td />
            <td className={css.points}>{formats.number(total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

type LineProps = {
  line: ReceiptLine;
  now: number;
  /** Where zero stands on the bar, and how many points the whole bar is worth. */
  zero: number;
  scale: number;
  onPoint?: ReceiptProps['onPoint'];
};

function Line({ line, now, zero, scale, onPoint }: LineProps) {
  const t = useT();
  const formats = useFormats();
  const points = formats.signed(line.points, Number.isInteger(line.points) ? 0 : 1);
  if (line.kind === 'note')
    return (
      <tr className={css.note}>
        <th scope="row">{line.label}</th>
        <td />
        <td className={css.points}>{points}</td>
      </tr>
    );
  const share = Math.abs(line.points) / scale;
  const touches = line.touches ?? [];
  const point = touches.length > 0 ? onPoint : undefined;
  const faded = line.left !== undefined && line.left < 0.995;
  return (
    <tr
      className={css.line}
      data-points={touches.length > 0 && onPoint !== undefined}
      onPointerEnter={() => point?.(touches)}
      onPointerLeave={() => point?.(undefined)}
    >
      <th scope="row">
        <span className={css.label}>{line.label}</span>
        {(line.detail != null || line.count !== undefined || line.at !== undefined) && (
          <span className={css.detail}>
            {line.detail}
            {line.count !== undefined && line.count > 1 && (
              <span>{t('parts:receipt.times', { count: line.count })}</span>
            )}
            {line.at !== undefined && <span title={formats.dateTime(line.at)}>{formats.ago(line.at, now)}</span>}
            {faded && <span>{t('parts:receipt.left', { share: formats.percent(line.left ?? 1) })}</span>}
          </span>
        )}
      </th>
      <td className={css.bar} aria-hidden="true">
        <span
          className={css.fill}
          data-minus={line.points < 0}
          style={{
            left: `${(line.points < 0 ? zero - share : zero) * 100}%`,
            width: `${share * 100}%`,
          }}
        />
        <span className={css.zero} style={{ left: `${zero * 100}%` }} />
      </td>
      <td className={css.points} data-minus={line.points < 0} data-plus={line.points > 0}>
        {points}
      </td>
    </tr>
  );
}
