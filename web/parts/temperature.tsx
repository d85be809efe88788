import { Tooltip } from '@mantine/core';
import { IconHandFinger, IconSnowflake } from '@tabler/icons-react';
import type { Temperature } from '../../src/flow/work/contract.ts';
import { useFormats } from '../lib/formats.ts';
import { useT } from '../lib/i18n.ts';
import { BandBadge, ScoreBadge, useBandName } from './band.tsx';
import css from './temperature.module.css';

/** Why somebody counts as warmer or colder than the points say, in words; undefined where the points say it. */
export function useTemperatureWhy(): (temperature: Temperature, band: string) => string | undefined {
  const t = useT();
  const formats = useFormats();
  const name = useBandName();
  return ({ by, hand, band: shown }, band) => {
    if (by === 'points') return undefined;
    const points = shown === band ? '' : ` ${t('parts:temperature.points_say', { band: name(band) })}`;
    if (hand === null) return `${t('parts:temperature.by_silence')}.${points}`;
    const { reason, until } = hand;
    const words = { reason, by: hand.by?.name };
    const said =
      until === null
        ? t('parts:temperature.by_hand', words)
        : t('parts:temperature.by_hand_until', { ...words, until: formats.day(until) });
    return `${said}.${points}`;
  };
}

type WarmthProps = { temperature: Temperature; band: string };

/** A mark that says that it was set by hand, or cooled by silence, and why on hover; nothing where the points say it. */
function Mark({ temperature, band }: WarmthProps) {
  const why = useTemperatureWhy()(temperature, band);
  if (why === undefined) return null;
  const Icon = temperature.by === 'hand' ? IconHandFinger : IconSnowflake;
  return (
    <Tooltip label={why} multiline maw={320}>
      <span className={css.mark} role="img" aria-label={why}>
        <Icon size={13} stroke={1.75} />
      </span>
    </Tooltip>
  );
}

/** Points in the shape of how warm somebody counts as, with a mark where that is not what the points say: after them, `before` them, or `aligned` in room that is always kept. */
export function WarmScore({
  points,
  temperature,
  band,
  mark,
}: WarmthProps & { points: number; mark?: 'before' | 'aligned' }) {
  return (
    <span className={css.warm} data-mark={mark}>
      <ScoreBadge points={points} band={temperature.band} />
      <span className={css.slot}>
        <Mark temperature={temperature} band={band} />
      </span>
    </span>
  );
}

/** How warm somebody counts as, in a word, with the same mark. */
export function TemperatureBadge({ temperature, band }: WarmthProps) {
  return (
    <span className={css.warm}>
      <BandBadge band={temperature.band} />
      <Mark temperature={temperature} band={band} />
    </span>
  );
}
