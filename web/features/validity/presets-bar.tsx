import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useT } from '../../lib/i18n.ts';
import { offerUndo } from '../../parts/toast.tsx';
import { useChangeRule, useMakeRule, type ValidityRule } from './api.ts';
import { isUsed, PRESET_KEYS, PRESETS, type PresetKey } from './presets.ts';
import css from './validity.module.css';

/** Data that most sellers require, one press each; those that a rule asks for already are gone. */
export function PresetsBar({ rules }: { rules: ValidityRule[] }) {
  const t = useT();
  const make = useMakeRule();
  const change = useChangeRule();
  const left = PRESET_KEYS.filter((key) => !isUsed(key, rules));
  if (left.length === 0) return null;
  const add = (key: PresetKey) => {
    const name = t(`validity:preset.${key}`);
    // With its last button the bar is gone when the answer has come, so what is said then does not hang on it.
    void make.mutateAsync({ name, when: PRESETS[key], reason: t(`validity:preset_reason.${key}`) }).then(
      ({ validity_rule_id: id }) =>
        offerUndo(t('validity:made', { name }), t('common:action.undo'), () => change.mutate({ id, archived: true })),
      () => undefined,
    );
  };
  return (
    <div className={css.presets}>
      <span className={css.quiet}>{t('validity:presets')}</span>
      {left.map((key) => (
        <Button
          key={key}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={13} stroke={2} />}
          disabled={make.isPending}
          onClick={() => add(key)}
        >
          {t(`validity:preset.${key}`)}
        </Button>
      ))}
    </div>
  );
}
