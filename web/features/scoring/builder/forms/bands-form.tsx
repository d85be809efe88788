import { ActionIcon, Button, NumberInput, TextInput, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Band } from '../../../../../src/model/format.ts';
import { MODEL_LIMITS } from '../../../../../src/model/format.ts';
import { freshKey } from '../../../../../src/model/fresh-keys.ts';
import { useT } from '../../../../lib/i18n.ts';
import { BandShape, toneOfBand } from '../../../../parts/band.tsx';
import { useBandName } from '../../bands.tsx';
import { useBuilder } from '../context.ts';
import { changeBands, withOptional } from '../parts/change.ts';
import { FormHead } from './form-head.tsx';
import css from './forms.module.css';

/** The bands of the total, the best on top: names, where each begins, and by how much somebody has to fall to leave it. */
export function BandsForm() {
  const t = useT();
  const { model, change } = useBuilder();
  const bandName = useBandName(model);
  const { bands } = model;
  const put = (key: string, next: Band, kind: string) =>
    change(
      (now) => changeBands(now, (all) => all.map((band) => (band.key === key ? next : band))),
      `band.${key}.${kind}`,
    );
  const remove = (key: string) =>
    change((now) =>
      changeBands(now, (all) =>
        all
          .filter((band) => band.key !== key)
          .map((band, at) =>
            at === 0 ? withOptional(withOptional(band, 'from', undefined), 'margin', undefined) : band,
          ),
      ),
    );
  const add = () => {
    const name = t('builder:new.band');
    const last = bands.at(-1);
    const key = freshKey(new Set(bands.map((band) => band.key)), name, 'band');
    change((now) => changeBands(now, (all) => [...all, { key, name, from: (last?.from ?? 0) + 25 }]));
  };
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.bands')} where={t('builder:bands.about')} />
      <ul className={css.bands}>
        {bands
          .map((band, at) => ({ band, below: bands[at - 1], lowest: at === 0 }))
          .reverse()
          .map(({ band, below, lowest }) => (
            <li key={band.key} className={css.band}>
              <BandShape tone={toneOfBand(band.key)} size={12} />
              <TextInput
                aria-label={t('builder:bands.name', { band: bandName(band.key) })}
                value={band.name ?? ''}
                placeholder={bandName(band.key)}
                maxLength={200}
                onChange={(event) => {
                  const name = event.currentTarget.value;
                  put(band.key, withOptional(band, 'name', name === '' ? undefined : name), 'name');
                }}
              />
              {lowest ? (
                <span className={css.below}>{t('builder:bands.below')}</span>
              ) : (
                <>
                  <NumberInput
                    aria-label={t('builder:bands.from', { band: bandName(band.key) })}
                    prefix={`${t('builder:bands.from_word')} `}
                    value={band.from ?? 0}
                    decimalScale={2}
                    error={below?.from !== undefined && (band.from ?? 0) <= below.from}
                    onChange={(from) => typeof from === 'number' && put(band.key, { ...band, from }, 'from')}
                  />
                  <NumberInput
                    aria-label={t('builder:bands.margin', { band: bandName(band.key) })}
                    prefix="− "
                    value={band.margin ?? 0}
                    min={0}
                    decimalScale={2}
                    onChange={(margin) =>
                      typeof margin === 'number' &&
                      put(band.key, withOptional(band, 'margin', margin === 0 ? undefined : margin), 'margin')
                    }
                  />
                </>
              )}
              <Tooltip label={t('builder:bands.remove')}>
                <ActionIcon
                  aria-label={t('builder:bands.remove_named', { band: bandName(band.key) })}
                  disabled={bands.length === 1}
                  onClick={() => remove(band.key)}
                >
                  <IconX size={15} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
      </ul>
      <p className={css.hint}>{t('builder:bands.margin_text')}</p>
      {bands.length < MODEL_LIMITS.bands && (
        <div className={css.links}>
          <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
            {t('builder:bands.add')}
          </Button>
        </div>
      )}
    </div>
  );
}
