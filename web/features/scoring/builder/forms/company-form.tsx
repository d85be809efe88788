import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { ROLLUPS, type Rollup, USUAL_ROLLUP } from '../../../../../src/model/format.ts';
import { useT } from '../../../../lib/i18n.ts';
import { suggestPersonValues, usePersonFields } from '../../condition-fields.ts';
import { useSentences } from '../../use-sentences.ts';
import { useBuilder } from '../context.ts';
import { withOptional } from '../parts/change.ts';
import { NOBODY, useSayWhen } from '../use-when.ts';
import { Field, FormHead } from './form-head.tsx';
import css from './forms.module.css';
import { WhenEditor } from './when-editor.tsx';

/** What stands for "whoever is above the lowest band" in the list of dimensions: no key looks like it. */
const ABOVE_LOWEST = '-';

/** How companies stand by their people: what of them counts, who is engaged, who decides. */
export function CompanyForm() {
  const t = useT();
  const { model, change } = useBuilder();
  const fields = usePersonFields(model, 'decision_maker');
  const sayWhen = useSayWhen(model);
  const say = useSentences(model);
  const rollup = model.company ?? USUAL_ROLLUP;
  const { take, engaged, decision_maker } = rollup;
  const put = (next: Rollup | undefined, kind?: string) => change((now) => withOptional(now, 'company', next), kind);
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.company')} where={t('builder:company.about')}>
        {model.company !== undefined && (
          <Button variant="subtle" color="gray" size="xs" onClick={() => put(undefined)}>
            {t('builder:company.usual')}
          </Button>
        )}
      </FormHead>
      <p className={css.said} aria-live="polite">
        {say.company}
      </p>
      <Field label={t('builder:company.take')}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('builder:company.take')}
          value={take}
          onChange={(next) => {
            const taken = ROLLUPS.find((each) => each === next);
            if (taken) put({ ...rollup, take: taken });
          }}
          data={ROLLUPS.map((each) => ({ value: each, label: t(`builder:company.${each}`) }))}
        />
      </Field>
      <Field label={t('builder:company.engaged')} hint={t('builder:company.engaged_text')}>
        <Select
          aria-label={t('builder:company.engaged')}
          data={[
            { value: ABOVE_LOWEST, label: t('builder:company.above_lowest') },
            ...model.dimensions.map(({ key, name }) => ({
              value: key,
              label: t('builder:company.by_dimension', { name }),
            })),
          ]}
          value={engaged?.dimension ?? ABOVE_LOWEST}
          allowDeselect={false}
          onChange={(key) => {
            if (key === null) return;
            const next = key === ABOVE_LOWEST ? undefined : { dimension: key, from: engaged?.from ?? 10 };
            put(withOptional(rollup, 'engaged', next));
          }}
        />
        {engaged !== undefined && (
          <NumberInput
            label={t('builder:company.from')}
            value={engaged.from}
            decimalScale={2}
            onChange={(from) =>
              typeof from === 'number' && put({ ...rollup, engaged: { ...engaged, from } }, 'company.from')
            }
          />
        )}
      </Field>
      <Field label={t('builder:company.decides')} hint={t('builder:company.decides_text')}>
        <WhenEditor
          when={decision_maker ?? NOBODY}
          empty={NOBODY}
          fields={fields}
          suggest={suggestPersonValues}
          said={decision_maker === undefined ? t('builder:company.nobody') : sayWhen(decision_maker)}
          offer={t('builder:company.say_who')}
          onChange={(when) =>
            put(withOptional(rollup, 'decision_maker', when.rules.length === 0 ? undefined : when), 'company.decides')
          }
        />
      </Field>
    </div>
  );
}
