import { UnstyledButton } from '@mantine/core';
import { IconActivity, IconBuilding, IconGridDots, IconStairs, IconTargetArrow, IconUsers } from '@tabler/icons-react';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { useBuilder } from '../context.ts';
import css from './outline.module.css';

const PARTS = [
  { part: 'whom', icon: IconTargetArrow },
  { part: 'bands', icon: IconStairs },
  { part: 'grid', icon: IconGridDots },
  { part: 'company', icon: IconBuilding },
  { part: 'signals', icon: IconActivity },
  { part: 'profiles', icon: IconUsers },
] as const;

/** What a model has beside its rules: whom it is for, bands, grid, companies, signals, profiles. */
export function ModelParts() {
  const t = useT();
  const formats = useFormats();
  const { model, selected, select } = useBuilder();
  const sizes = {
    whom: undefined,
    bands: model.bands.length,
    grid: undefined,
    company: undefined,
    signals: Object.keys(model.signals).length,
    profiles: Object.keys(model.profiles ?? {}).length,
  };
  const shown = selected.part === 'signal' ? 'signals' : selected.part === 'profile' ? 'profiles' : selected.part;
  return (
    <nav className={css.parts} aria-label={t('builder:outline.parts')}>
      {PARTS.map(({ part, icon: Icon }) => (
        <UnstyledButton
          key={part}
          className={css.part}
          aria-current={shown === part ? 'true' : undefined}
          onClick={() => select({ part })}
        >
          <Icon size={15} stroke={1.75} />
          <span>{t(`builder:part.${part}`)}</span>
          {sizes[part] !== undefined && <span className={css.size}>{formats.number(sizes[part])}</span>}
        </UnstyledButton>
      ))}
    </nav>
  );
}
