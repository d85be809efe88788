import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { ProgressCard } from '../../parts/progress-card.tsx';
import { distributionQuery, rescoringQuery, versionQuery } from './api.ts';
import css from './scoring.module.css';

/** How far everybody is under the version that was made live; nothing once all are. */
export function RescoringProgress({ modelId }: { modelId: number }) {
  const t = useT();
  const formats = useFormats();
  const client = useQueryClient();
  const { data } = useQuery(rescoringQuery(modelId));
  const running = data?.running ?? false;
  const ran = useRef(false);
  useEffect(() => {
    if (ran.current && !running) {
      void client.invalidateQueries({ queryKey: distributionQuery(modelId).queryKey });
      void client.invalidateQueries({ queryKey: versionQuery(modelId, 'live').queryKey });
    }
    ran.current = running;
  }, [running, client, modelId]);
  if (data === undefined || !running) return null;
  return (
    <div className={css.rescoring}>
      <ProgressCard
        title={t('scoring:rescoring.title')}
        done={data.people_done}
        of={data.people_total}
        note={t('scoring:rescoring.note', {
          done: formats.number(data.people_done),
          total: formats.number(data.people_total),
        })}
      />
    </div>
  );
}
