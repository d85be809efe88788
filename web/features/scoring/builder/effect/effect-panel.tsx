import { SegmentedControl, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PreviewAnswer } from '../../../../../src/flow/scoring/lab/contract.ts';
import type { Model } from '../../../../../src/model/format.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { InlineError } from '../../../../parts/error-state.tsx';
import { useBandName } from '../../bands.tsx';
import { volumeQuery } from '../../lab/api.ts';
import type { Who } from '../../lab/asked.ts';
import { useBuilder } from '../context.ts';
import { changeBands } from '../parts/change.ts';
import { BandMoves } from './band-moves.tsx';
import { Crossings } from './crossings.tsx';
import css from './effect.module.css';
import { ThresholdPicture } from './threshold-picture.tsx';

const REST_MS = 700;

type EffectPanelProps = {
  /** The document that the answers are about: the last one that was valid, a moment after the last edit. */
  asked: Model;
  who: Who;
  onWho: (who: Who) => void;
  error: unknown;
  /** The answer is of an earlier edit. */
  old: boolean;
};

/** What the draft does: how points are spread, how many a week, who would cross. */
export function EffectPanel({ asked, who, onWho, error, old }: EffectPanelProps) {
  const t = useT();
  const { modelId, model, preview, change } = useBuilder();
  // A year of weeks takes longer than a count of today: it waits until the edits pause.
  const [rested] = useDebouncedValue(asked, REST_MS);
  const { data: volume } = useQuery({ ...volumeQuery(modelId, { document: rested, who }), retry: false });
  const [band, setBand] = useState(model.bands.at(-1)?.key ?? '');
  const shownBand = model.bands.some((each) => each.key === band) ? band : (model.bands.at(-1)?.key ?? '');
  const title = useEffectTitle(preview, model);
  const note = useSampleNote(preview, who);
  return (
    <div className={css.panel}>
      <SegmentedControl
        size="xs"
        aria-label={t('scoring:picture.whom')}
        value={who}
        onChange={(value) => onWho(value as Who)}
        data={[
          { value: 'everybody', label: t('scoring:picture.show_everybody') },
          { value: 'leads', label: t('scoring:picture.show_leads') },
        ]}
      />
      <InlineError error={error} />
      {preview === undefined ? (
        error === null && <Skeleton height={260} className="pl-late" />
      ) : (
        <div className={css.answers} data-old={old} aria-busy={old}>
          <ThresholdPicture
            model={model}
            preview={preview}
            volume={volume}
            title={title}
            note={note}
            onMove={(key, from) =>
              change(
                (now) => changeBands(now, (all) => all.map((each) => (each.key === key ? { ...each, from } : each))),
                `band.${key}.from`,
              )
            }
          />
          <BandMoves model={model} preview={preview} shown={shownBand} onShow={setBand} />
          <Crossings modelId={modelId} model={model} document={asked} who={who} band={shownBand} />
        </div>
      )}
    </div>
  );
}

/** What the draft changes, as a sentence. */
export function useEffectTitle(preview: PreviewAnswer | undefined, model: Model): string {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const best = preview?.bands.find((each) => each.band === model.bands.at(-1)?.key);
  if (preview === undefined || best === undefined) return t('builder:spread.title');
  const band = bandName(best.band);
  if (best.before === null)
    return t('builder:spread.would_be', { count: Math.round(best.after), shown: formats.number(best.after), band });
  const more = Math.round(best.after - best.before);
  if (preview.moved !== null && preview.moved.up + preview.moved.down === 0 && more === 0)
    return t('builder:spread.nothing');
  if (more === 0) return t('builder:spread.same', { band });
  return t(more > 0 ? 'builder:spread.more' : 'builder:spread.fewer', {
    count: Math.abs(more),
    shown: formats.number(Math.abs(more)),
    band,
  });
}

/** From how many people the answer comes, and how sure it is. */
export function useSampleNote(preview: PreviewAnswer | undefined, who: Who): string {
  const t = useT();
  const formats = useFormats();
  if (preview === undefined) return '';
  const { people, read } = preview.sample;
  const counted = t(who === 'leads' ? 'scoring:picture.leads' : 'scoring:picture.people', {
    count: people,
    shown: formats.number(people),
  });
  const parts = [counted, t('builder:spread.axes')];
  if (read < people) parts.push(t('builder:spread.sample', { count: read, shown: formats.number(read) }));
  return parts.join(' · ');
}
