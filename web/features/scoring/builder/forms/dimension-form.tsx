import { NumberInput } from '@mantine/core';
import type { Dimension } from '../../../../../src/model/format.ts';
import { useT } from '../../../../lib/i18n.ts';
import { useBuilder } from '../context.ts';
import { changeDimension, withOptional } from '../parts/change.ts';
import { findDimension } from '../parts/spot.ts';
import { FormHead } from './form-head.tsx';
import css from './forms.module.css';
import { LimitsInput } from './limits-input.tsx';
import { NameInput } from './name-input.tsx';

/** One dimension: its name, how much it counts in the total, and its limits. */
export function DimensionForm({ dimensionKey }: { dimensionKey: string }) {
  const t = useT();
  const { model, change } = useBuilder();
  const found = findDimension(model, dimensionKey);
  if (found === undefined) return null;
  const { dimension } = found;
  const only = model.dimensions.length === 1;
  const put = (next: Dimension, kind: string) =>
    change((now) => changeDimension(now, dimensionKey, () => next), `${dimensionKey}.${kind}`);
  return (
    <div className={css.form}>
      <FormHead
        kind={t('builder:kind.dimension')}
        where={t('builder:dimension.about')}
        {...(only ? {} : { id: { part: 'dimension', key: dimensionKey } as const })}
      />
      <NameInput
        label={t('builder:name')}
        value={dimension.name}
        onChange={(name) => put({ ...dimension, name }, 'name')}
      />
      <NumberInput
        label={t('builder:dimension.weight')}
        description={t('builder:dimension.weight_text')}
        value={dimension.weight ?? 1}
        min={-1000}
        max={1000}
        step={0.1}
        decimalScale={3}
        onChange={(weight) =>
          typeof weight === 'number' &&
          put(withOptional(dimension, 'weight', weight === 1 ? undefined : weight), 'weight')
        }
      />
      <LimitsInput part={dimension} onChange={put} />
    </div>
  );
}
