import type { PreviewAnswer } from '../../../../../src/flow/scoring/lab/contract.ts';
import type { Model } from '../../../../../src/model/format.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { BandShape, toneOfBand } from '../../../../parts/band.tsx';
import { useBandName } from '../../bands.tsx';
import css from './effect.module.css';

type BandMovesProps = { model: Model; preview: PreviewAnswer; shown: string; onShow: (band: string) => void };

/** How many people each band has now and would have, and how many would come and go. */
export function BandMoves({ model, preview, shown, onShow }: BandMovesProps) {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const signed = (value: number | null) => (value === null ? '–' : value === 0 ? '0' : formats.signed(value));
  return (
    <table className={css.moves} aria-label={t('builder:moves.title')}>
      <thead>
        <tr>
          <th scope="col">{t('scoring:band.band')}</th>
          <th scope="col">{t('builder:moves.now')}</th>
          <th scope="col">{t('builder:moves.then')}</th>
          <th scope="col">{t('builder:moves.into')}</th>
          <th scope="col">{t('builder:moves.out')}</th>
        </tr>
      </thead>
      <tbody>
        {preview.bands.toReversed().map((each, at, all) => (
          <tr key={each.band} data-shown={each.band === shown}>
            <th scope="row">
              {at === all.length - 1 || !model.bands.some(({ key }) => key === each.band) ? (
                <span className={css.bandName}>
                  <BandShape tone={toneOfBand(each.band)} /> {bandName(each.band)}
                </span>
              ) : (
                <button
                  type="button"
                  className={css.bandName}
                  aria-pressed={each.band === shown}
                  onClick={() => onShow(each.band)}
                >
                  <BandShape tone={toneOfBand(each.band)} /> {bandName(each.band)}
                </button>
              )}
            </th>
            <td>{each.before === null ? '–' : formats.number(each.before)}</td>
            <td title={each.error > 0 ? `± ${formats.number(each.error)}` : undefined}>{formats.number(each.after)}</td>
            <td data-plus={(each.into ?? 0) > 0}>{signed(each.into)}</td>
            <td data-minus={(each.out_of ?? 0) > 0}>{signed(each.out_of === null ? null : -each.out_of)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
