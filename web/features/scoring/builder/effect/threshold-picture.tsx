import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { PreviewAnswer, VolumeAnswer } from '../../../../../src/flow/scoring/lab/contract.ts';
import type { Band, Model } from '../../../../../src/model/format.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { BandShape, toneOfBand } from '../../../../parts/band.tsx';
import type { ChartColors, ChartOption } from '../../../../parts/chart/option.ts';
import { Picture } from '../../../../parts/chart/picture.tsx';
import { useBandName } from '../../bands.tsx';
import css from './effect.module.css';
import { EDGES, spreadOption } from './spread-option.ts';

const HEIGHT = 210;
/** How much of the width the words at a line take. */
const FLAG_SHARE = 0.3;

type ThresholdPictureProps = {
  model: Model;
  preview: PreviewAnswer;
  /** How many people a week rise into each band; undefined while that is being found out. */
  volume: VolumeAnswer | undefined;
  title: string;
  note: string;
  /** Moves where a band begins; without it the lines stay where they are. */
  onMove?: (band: string, from: number) => void;
};

/** How points are spread now and under the draft, with the beginnings of the bands as lines that can be pulled. */
export function ThresholdPicture({ model, preview, volume, title, note, onMove }: ThresholdPictureProps) {
  const t = useT();
  const formats = useFormats();
  const { bands } = model;
  const range = useMemo(() => rangeOf(preview, bands), [preview, bands]);
  const words = useMemo(() => ({ now: t('builder:spread.now'), draft: t('builder:spread.draft') }), [t]);
  const option = useCallback(
    (colors: ChartColors, base: ChartOption) =>
      spreadOption({ totals: preview.totals, bands, range, words }, colors, base, formats),
    [preview, bands, range, words, formats],
  );
  return (
    <Picture
      title={title}
      note={note}
      height={HEIGHT}
      option={option}
      overlay={model.bands.map((band, at) =>
        band.from === undefined ? null : (
          <Threshold
            key={band.key}
            model={model}
            band={band}
            from={band.from}
            floor={model.bands[at - 1]?.from}
            next={model.bands[at + 1]?.from}
            range={range}
            perWeek={volume?.average.find((each) => each.band === band.key)?.after}
            onMove={onMove}
          />
        ),
      )}
      table={{
        head: [t('scoring:picture.points'), words.now, words.draft],
        rows: preview.totals.map(({ from, to, before, after }) => [
          from === to ? formats.value(from) : `${formats.value(from)} – ${formats.value(to)}`,
          before === null ? '–' : formats.number(before),
          formats.number(after),
        ]),
      }}
    />
  );
}

export type Range = { low: number; high: number };

/** From the lowest bar to the highest, or to the highest beginning of a band. */
function rangeOf({ totals }: PreviewAnswer, bands: readonly Band[]): Range {
  const cuts = bands.flatMap(({ from }) => (from === undefined ? [] : [from]));
  const low = Math.min(totals[0]?.from ?? 0, 0, ...cuts);
  return { low: low - 0.5, high: Math.max(totals.at(-1)?.to ?? 0, ...cuts.map((cut) => cut + 4), low + 10) + 0.5 };
}

type ThresholdProps = {
  model: Model;
  band: Band;
  from: number;
  /** Where the band below begins: this one begins above it. */
  floor: number | undefined;
  /** Where the band above begins: its words need room. */
  next: number | undefined;
  range: Range;
  perWeek: number | undefined;
  onMove: ThresholdPictureProps['onMove'];
};

function Threshold({ model, band, from, floor, next, range, perWeek, onMove }: ThresholdProps) {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const element = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  const share = (Math.max(range.low, Math.min(range.high, from - 0.5)) - range.low) / (range.high - range.low);
  const room = next === undefined ? 1 : (next - from) / (range.high - range.low);
  const opensLeft = share > 0.72 || (room < FLAG_SHARE && share > FLAG_SHARE);
  const least = floor === undefined ? Number.NEGATIVE_INFINITY : floor + 1;
  const put = (points: number) => onMove?.(band.key, Math.max(least, Math.round(points)));
  const pull = (event: PointerEvent) => {
    const box = element.current?.parentElement?.getBoundingClientRect();
    if (!held || box === undefined) return;
    const inner = box.width - EDGES.left - EDGES.right;
    const at = (event.clientX - box.left - EDGES.left) / inner;
    put(range.low + at * (range.high - range.low) + 0.5);
  };
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    put(from + by);
  };
  const volume =
    perWeek === undefined
      ? ''
      : t('builder:spread.per_week', { count: Math.round(perWeek), shown: formats.number(perWeek) });
  const words = `${bandName(band.key)}: ${formats.value(from)}${volume === '' ? '' : `, ${volume}`}`;
  const place = { left: `calc(${EDGES.left}px + (100% - ${EDGES.left + EDGES.right}px) * ${share})` };
  const face = (
    <>
      <span className={css.flag} data-left={opensLeft}>
        <span className={css.flagName}>
          <BandShape tone={toneOfBand(band.key)} size={9} /> {formats.value(from)}
        </span>
        {volume !== '' && <span className={css.flagVolume}>{volume}</span>}
      </span>
    </>
  );
  if (onMove === undefined)
    return (
      <div className={css.threshold} style={place} data-tone={toneOfBand(band.key)} aria-hidden="true">
        {face}
      </div>
    );
  return (
    <div
      ref={element}
      className={css.threshold}
      style={place}
      data-tone={toneOfBand(band.key)}
      data-held={held}
      data-moves="true"
      role="slider"
      tabIndex={0}
      aria-label={t('builder:spread.threshold', { band: bandName(band.key) })}
      aria-valuenow={from}
      aria-valuemin={Math.ceil(range.low)}
      aria-valuemax={Math.floor(range.high)}
      aria-valuetext={words}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(true);
      }}
      onPointerMove={pull}
      onPointerUp={() => setHeld(false)}
      onPointerCancel={() => setHeld(false)}
      onKeyDown={step}
    >
      {face}
    </div>
  );
}
