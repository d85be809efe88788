import { useCallback } from 'react';
import { useT } from '../lib/i18n.ts';
import css from './band.module.css';

type Tone = 'cold' | 'warm' | 'hot';

/** The tone of a band by its key; bands of one's own that are named otherwise are shown in slate. */
export function toneOfBand(band: string | null): Tone {
  return band === 'hot' || band === 'warm' ? band : 'cold';
}

/** The shape of a band (○ ◐ ●), so that colour is never the only sign. */
export function BandShape({ tone, size = 10 }: { tone: Tone; size?: number }) {
  return (
    <svg className={css.shape} data-tone={tone} viewBox="0 0 12 12" width={size} height={size} aria-hidden="true">
      <circle
        cx="6"
        cy="6"
        r="4.75"
        fill={tone === 'hot' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {tone === 'warm' && <path d="M6 1.250a4.750 4.750 0 0 0 0 9.500z" fill="currentColor" />}
    </svg>
  );
}

/** What a band is called in the user's language: the three that Plumb ships; others are named by their owners. */
export function useBandName(): (band: string) => string {
  const t = useT();
  return useCallback((band) => (band === toneOfBand(band) ? t(`parts:band.${toneOfBand(band)}`) : band), [t]);
}

/** A band as colour, shape and word. */
export function BandBadge({ band }: { band: string }) {
  const name = useBandName();
  const tone = toneOfBand(band);
  return (
    <span className={css.badge} data-tone={tone}>
      <BandShape tone={tone} />
      {name(band)}
    </span>
  );
}

type ScoreBadgeProps = { points: number; band: string; size?: 'table' | 'card' };

/** Points with the shape of their band; a screen reader hears the band's word too. */
export function ScoreBadge({ points, band, size = 'table' }: ScoreBadgeProps) {
  const t = useT();
  const tone = toneOfBand(band);
  return (
    <span className={css.score} data-size={size} data-tone={tone}>
      <BandShape tone={tone} size={size === 'card' ? 16 : 10} />
      <span>{points}</span>
      <span className={css.spoken}>{band === tone ? t(`parts:band.${tone}`) : band}</span>
    </span>
  );
}

/** Where somebody stands in the fit × engagement grid: "B2", tinted the more the better both are. */
export function GridCell({ cell }: { cell: string | null }) {
  const t = useT();
  const [row, column] = [cell?.charAt(0) ?? '', cell?.charAt(1) ?? ''];
  if (!/^[A-D][1-4]$/.test(cell ?? '')) return <span className="pl-muted">{cell ?? '–'}</span>;
  const worth = 'DCBA'.indexOf(row) + (4 - Number(column));
  return (
    <span
      className={css.cell}
      data-worth={Math.ceil(worth / 2)}
      title={t('parts:band.cell', { fit: row, engagement: column })}
    >
      {cell}
    </span>
  );
}
