import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import type { Cell, Grid } from '../../../../../src/model/format.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { useBuilder } from '../context.ts';
import { withOptional } from '../parts/change.ts';
import { FormHead } from './form-head.tsx';
import css from './forms.module.css';

const LETTERS = ['A', 'B', 'C', 'D'] as const;
const NUMBERS = [1, 2, 3, 4] as const;
const SIDES = [
  { side: 'fit', marks: LETTERS },
  { side: 'engagement', marks: NUMBERS },
] as const;

/** The grid of two dimensions: which, where its rows and columns begin, what its cells are called and how many are in each. */
export function GridForm() {
  const t = useT();
  const { model, change } = useBuilder();
  const { grid } = model;
  const put = (next: Grid | undefined, kind?: string) => change((now) => withOptional(now, 'grid', next), kind);
  if (grid === undefined)
    return (
      <div className={css.form}>
        <FormHead kind={t('builder:kind.grid')} where={t('builder:grid.about')} />
        <p className={css.hint}>{t(model.dimensions.length < 2 ? 'builder:grid.lacking' : 'builder:grid.none')}</p>
        <div className={css.links}>
          <Button
            variant="default"
            size="xs"
            disabled={model.dimensions.length < 2}
            onClick={() => {
              const [fit, engagement] = model.dimensions;
              if (fit && engagement)
                put({
                  fit: { dimension: fit.key, cuts: [30, 20, 10] },
                  engagement: { dimension: engagement.key, cuts: [30, 20, 10] },
                });
            }}
          >
            {t('builder:grid.make')}
          </Button>
        </div>
      </div>
    );
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.grid')} where={t('builder:grid.about')}>
        <Button variant="subtle" color="gray" size="xs" onClick={() => put(undefined)}>
          {t('builder:grid.remove')}
        </Button>
      </FormHead>
      {SIDES.map(({ side, marks }) => {
        const { dimension, cuts } = grid[side];
        const rising = cuts[0] <= cuts[1] || cuts[1] <= cuts[2];
        return (
          <fieldset key={side} className={css.field}>
            <legend className={css.legend}>{t(`builder:grid.${side}`)}</legend>
            <Select
              aria-label={t(`builder:grid.${side}`)}
              data={model.dimensions.map(({ key, name }) => ({ value: key, label: name }))}
              value={dimension}
              allowDeselect={false}
              onChange={(key) => key !== null && put({ ...grid, [side]: { dimension: key, cuts } })}
            />
            <div className={css.cuts}>
              {cuts.map((cut, at) => (
                <NumberInput
                  key={marks[at]}
                  label={String(marks[at])}
                  aria-label={t('builder:grid.cut', { mark: marks[at] })}
                  value={cut}
                  decimalScale={2}
                  error={rising}
                  onChange={(value) =>
                    typeof value === 'number' &&
                    put(
                      {
                        ...grid,
                        [side]: { dimension, cuts: cuts.map((each, index) => (index === at ? value : each)) },
                      },
                      `grid.${side}.${at}`,
                    )
                  }
                />
              ))}
              <span className={css.rest}>{t('builder:grid.rest', { mark: marks[3] })}</span>
            </div>
            {rising && (
              <p className={css.wrong} role="alert">
                {t('builder:problem.cuts')}
              </p>
            )}
          </fieldset>
        );
      })}
      <Cells grid={grid} put={put} />
    </div>
  );
}

type CellsProps = { grid: Grid; put: (grid: Grid, kind: string) => void };

function Cells({ grid, put }: CellsProps) {
  const t = useT();
  const formats = useFormats();
  const { preview } = useBuilder();
  const people = new Map((preview?.cells ?? []).map(({ cell, after }) => [cell, after]));
  const rename = (cell: Cell, name: string) => {
    const { [cell]: _, ...others } = grid.names ?? {};
    const names = name === '' ? others : { ...others, [cell]: name };
    put(withOptional(grid, 'names', Object.keys(names).length === 0 ? undefined : names), `grid.names.${cell}`);
  };
  return (
    <fieldset className={css.field}>
      <legend className={css.legend}>{t('builder:grid.cells')}</legend>
      <div className={css.cells}>
        {LETTERS.flatMap((letter) =>
          NUMBERS.map((number) => {
            const cell: Cell = `${letter}${number}`;
            const count = people.get(cell);
            return (
              <div key={cell} className={css.cell}>
                <span className={css.cellMark}>
                  <b>{cell}</b>
                  {count !== undefined && <span>{formats.compact(count)}</span>}
                </span>
                <TextInput
                  size="xs"
                  variant="unstyled"
                  aria-label={t('builder:grid.cell_name', { cell })}
                  placeholder={t('builder:grid.no_name')}
                  maxLength={200}
                  value={grid.names?.[cell] ?? ''}
                  onChange={(event) => rename(cell, event.currentTarget.value)}
                />
              </div>
            );
          }),
        )}
      </div>
    </fieldset>
  );
}
