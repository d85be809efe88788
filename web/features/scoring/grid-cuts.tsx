import type { Grid, Model } from '../../../src/model/format.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { Section } from '../../parts/section.tsx';
import css from './scoring.module.css';

/** Where the letters and numbers of the fit × engagement grid begin. */
export function GridCuts({ model }: { model: Model }) {
  const t = useT();
  const formats = useFormats();
  const { grid } = model;
  if (grid === undefined) return null;
  const nameOf = (side: Grid['fit']) =>
    model.dimensions.find((dimension) => dimension.key === side.dimension)?.name ?? side.dimension;
  const sides = [
    { side: grid.fit, marks: ['A', 'B', 'C', 'D'] },
    { side: grid.engagement, marks: ['1', '2', '3', '4'] },
  ];
  return (
    <Section title={t('scoring:grid.title')} text={t('scoring:grid.text')}>
      <dl className={css.cuts}>
        {sides.map(({ side, marks }) => (
          <div key={side.dimension}>
            <dt>{nameOf(side)}</dt>
            {marks.map((mark, at) => (
              <dd key={mark}>
                <b>{mark}</b>{' '}
                {at < 3
                  ? t('scoring:band.from', { points: formats.value(side.cuts[at] ?? 0) })
                  : t('scoring:band.below')}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Section>
  );
}
