import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { InlineError } from '../../../parts/error-state.tsx';
import { BandMoves } from '../builder/effect/band-moves.tsx';
import { Crossings } from '../builder/effect/crossings.tsx';
import { useEffectTitle, useSampleNote } from '../builder/effect/effect-panel.tsx';
import { ThresholdPicture } from '../builder/effect/threshold-picture.tsx';
import { previewQuery, volumeQuery } from './api.ts';
import type { LabProps } from './asked.ts';
import css from './lab.module.css';
import { VolumePicture } from './volume-picture.tsx';

/** How points are spread, who would cross, and how many a week. */
export function Effect({ entry, model, asked }: LabProps) {
  const preview = useQuery(previewQuery(entry.model_id, asked));
  const volume = useQuery(volumeQuery(entry.model_id, asked));
  const [band, setBand] = useState(model.bands.at(-1)?.key ?? '');
  const title = useEffectTitle(preview.data, model);
  const note = useSampleNote(preview.data, asked.who);
  return (
    <div className={css.two}>
      <div className={css.stack}>
        <InlineError error={preview.error} />
        {preview.data === undefined ? (
          preview.error === null && <Skeleton height={300} className="pl-late" />
        ) : (
          <>
            <ThresholdPicture model={model} preview={preview.data} volume={volume.data} title={title} note={note} />
            <BandMoves model={model} preview={preview.data} shown={band} onShow={setBand} />
          </>
        )}
        <InlineError error={volume.error} />
        {volume.data !== undefined && <VolumePicture model={model} volume={volume.data} band={band} />}
        {volume.isPending && <Skeleton height={180} className="pl-late" />}
      </div>
      {/* Who would cross is asked of people as they are now. */}
      {asked.at === undefined && (
        <Crossings modelId={entry.model_id} model={model} version={asked.version} who={asked.who} band={band} />
      )}
    </div>
  );
}
