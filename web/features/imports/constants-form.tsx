import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowRight, IconPlus, IconX } from '@tabler/icons-react';
import type { ImportMapping } from '../../../src/flow/capture/import/contract.ts';
import { useT } from '../../lib/i18n.ts';
import css from './imports.module.css';
import { TargetExtras, TargetSelect } from './target-input.tsx';
import { makeTarget, type TargetGroup } from './targets.ts';

type ConstantsFormProps = { mapping: ImportMapping; groups: TargetGroup[]; onChange: (mapping: ImportMapping) => void };

/** The same value on every row: a country the file does not tell, the fair all these people were met at. */
export function ConstantsForm({ mapping, groups, onChange }: ConstantsFormProps) {
  const t = useT();
  const { constants } = mapping;
  const set = (next: ImportMapping['constants']) => onChange({ ...mapping, constants: next });
  return (
    <>
      {constants.length > 0 && (
        <ul className={css.mapping} aria-label={t('imports:constants.title')}>
          {constants.map((constant, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: constants have no name but their place
            <li key={at} className={css.mapRow} data-used="true">
              <TextInput
                key={constant.value}
                className={css.mapColumn}
                aria-label={t('imports:constants.value')}
                placeholder={t('imports:constants.value')}
                defaultValue={constant.value}
                onBlur={(event) => {
                  const { value } = event.currentTarget;
                  if (value !== constant.value) set(constants.with(at, { ...constant, value }));
                }}
              />
              <IconArrowRight className={css.mapArrow} size={16} stroke={1.5} />
              <div className={css.mapTarget}>
                <TargetSelect
                  label={t('imports:constants.target')}
                  groups={groups}
                  target={constant.target}
                  onPick={(name) =>
                    set(constants.with(at, { value: constant.value, target: makeTarget(name, constant.value, at) }))
                  }
                />
                <TargetExtras
                  target={constant.target}
                  onChange={(target) => set(constants.with(at, { ...constant, target }))}
                />
              </div>
              <span />
              <ActionIcon aria-label={t('imports:constants.remove')} onClick={() => set(constants.toSpliced(at, 1))}>
                <IconX size={15} stroke={1.75} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => set([...constants, { target: { to: 'field', field: 'country' }, value: '' }])}
      >
        {t('imports:constants.add')}
      </Button>
    </>
  );
}
