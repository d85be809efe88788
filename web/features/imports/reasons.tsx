import type { RejectReason } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { Meter } from '../../parts/meter.tsx';
import css from './imports.module.css';

const REASONS = Object.keys({
  too_few_cells: true,
  too_many_cells: true,
  broken_quotes: true,
  too_long: true,
  not_a_number: true,
  not_a_boolean: true,
  not_a_date: true,
  not_an_option: true,
  unknown_source: true,
  nobody: true,
  refused: true,
} satisfies Record<RejectReason, true>) as RejectReason[];

/** A reason in the user's language. */
export function useReason(): (reason: string) => string {
  const t = useT();
  return (reason) => {
    const known = REASONS.find((each) => each === reason);
    return known === undefined ? reason : t(`imports:reason.${known}`);
  };
}

/** How many rows were rejected for each reason, the commonest first. */
export function Reasons({ reasons }: { reasons: Record<string, number> }) {
  const formats = useFormats();
  const say = useReason();
  const sorted = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  const most = sorted[0]?.[1] ?? 0;
  return (
    <ul className={css.reasons}>
      {sorted.map(([reason, count]) => (
        <li key={reason}>
          <span>{say(reason)}</span>
          <Meter value={count} of={most}>
            {formats.number(count)}
          </Meter>
        </li>
      ))}
    </ul>
  );
}
