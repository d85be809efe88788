import { useQuery } from '@tanstack/react-query';
import type { Band, Model } from '../../../src/model/format.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { BandShape, toneOfBand } from '../../parts/band.tsx';
import { Meter } from '../../parts/meter.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { distributionQuery } from './api.ts';
import css from './scoring.module.css';

/** What a band is called: as the model names it, or by its well-known key in the user's language. */
export function useBandName(model: Model): (key: string) => string {
  const t = useT();
  return (key) => {
    const named = model.bands.find((band) => band.key === key)?.name;
    const tone = toneOfBand(key);
    return key === tone ? t(`parts:band.${tone}`) : (named ?? key);
  };
}

type BandsProps = { modelId: number; model: Model; isLive: boolean };

/** The bands from the best down: where each begins and is left again; of the live version also how many are in it. */
export function Bands({ modelId, model, isLive }: BandsProps) {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const { data } = useQuery({ ...distributionQuery(modelId), enabled: isLive });
  const sizes = new Map((data?.bands ?? []).map((band) => [band.band, band]));
  const size = (key: string, kind: 'leads' | 'interests') => sizes.get(key)?.[kind] ?? 0;
  const most = (kind: 'leads' | 'interests') => Math.max(0, ...[...sizes.values()].map((each) => each[kind]));
  const count = (kind: 'leads' | 'interests') => ({
    id: kind,
    label: t(`scoring:band.${kind}`),
    width: '84px',
    cell: ({ key }: Band) => (
      <Meter value={size(key, kind)} of={most(kind)}>
        {formats.number(size(key, kind))}
      </Meter>
    ),
  });
  return (
    <PlainTable
      label={t('scoring:band.title')}
      rows={model.bands.toReversed()}
      rowKey={(band) => band.key}
      columns={[
        {
          id: 'band',
          label: t('scoring:band.band'),
          cell: ({ key, from, margin }) => (
            <span className={css.band}>
              <BandShape tone={toneOfBand(key)} />
              <span>
                {bandName(key)}
                <span className={css.bandFrom}>
                  {from === undefined
                    ? t('scoring:band.below')
                    : t('scoring:band.from', { points: formats.value(from) })}
                  {from !== undefined && margin
                    ? `, ${t('scoring:band.left', { points: formats.value(from - margin) })}`
                    : ''}
                </span>
              </span>
            </span>
          ),
        },
        ...(isLive ? [count('leads'), count('interests')] : []),
      ]}
    />
  );
}
