import { Button, Select } from '@mantine/core';
import { freshKey, takenKeys } from '../../../../../src/model/fresh-keys.ts';
import { useT } from '../../../../lib/i18n.ts';
import { useSentences } from '../../use-sentences.ts';
import { useBuilder } from '../context.ts';
import { putSignal } from '../parts/change.ts';
import { NOBODY } from '../use-when.ts';
import css from './forms.module.css';

type SignalChoiceProps = { value: string; onChange: (signal: string) => void };

/** Which signal a rule counts, what that is, and the way to change it or to make another. */
export function SignalChoice({ value, onChange }: SignalChoiceProps) {
  const t = useT();
  const { model, change, select } = useBuilder();
  const say = useSentences(model);
  const signal = model.signals[value];
  const make = () => {
    const name = t('builder:new.signal');
    const key = freshKey(takenKeys(model, 'signal'), name, 'signal');
    change((now) => putSignal(now, key, { name, when: NOBODY }));
    onChange(key);
    select({ part: 'signal', key });
  };
  return (
    <>
      <Select
        aria-label={t('builder:term.signal')}
        data={Object.entries(model.signals).map(([key, { name }]) => ({ value: key, label: name }))}
        value={signal === undefined ? null : value}
        placeholder={t('builder:term.choose_signal')}
        error={signal === undefined ? t('builder:problem.signal') : undefined}
        searchable
        allowDeselect={false}
        onChange={(key) => key !== null && onChange(key)}
      />
      {signal !== undefined && <p className={css.said}>{say.signal(signal)}</p>}
      <div className={css.links}>
        {signal !== undefined && (
          <Button variant="subtle" size="xs" onClick={() => select({ part: 'signal', key: value })}>
            {t('builder:signal.edit')}
          </Button>
        )}
        <Button variant="subtle" color="gray" size="xs" onClick={make}>
          {t('builder:signal.make')}
        </Button>
      </div>
    </>
  );
}
