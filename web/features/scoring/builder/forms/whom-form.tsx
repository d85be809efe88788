import { Button } from '@mantine/core';
import { ALWAYS } from '../../../../../src/conditions/format.ts';
import { useT } from '../../../../lib/i18n.ts';
import { suggestPersonValues, usePersonFields } from '../../condition-fields.ts';
import { useBuilder } from '../context.ts';
import { withOptional } from '../parts/change.ts';
import { useSayWhen } from '../use-when.ts';
import { FormHead } from './form-head.tsx';
import css from './forms.module.css';
import { NameInput } from './name-input.tsx';
import { WhenEditor } from './when-editor.tsx';

/** The model itself: what it is called, and whom it is for. */
export function WhomForm() {
  const t = useT();
  const { model, change } = useBuilder();
  const fields = usePersonFields(model, 'rule');
  const sayWhen = useSayWhen(model);
  const { applies_to } = model;
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.model')} where={t('builder:whom.about')} />
      <NameInput
        label={t('builder:name')}
        value={model.name}
        onChange={(name) => change((now) => ({ ...now, name }), 'model.name')}
      />
      <fieldset className={css.field}>
        <legend className={css.legend}>{t('builder:whom.title')}</legend>
        <WhenEditor
          when={applies_to ?? ALWAYS}
          empty={ALWAYS}
          fields={fields}
          suggest={suggestPersonValues}
          said={applies_to === undefined ? t('builder:whom.everybody') : sayWhen(applies_to)}
          offer={t('builder:whom.only_some')}
          onChange={(when) =>
            change((now) => withOptional(now, 'applies_to', when.rules.length === 0 ? undefined : when), 'model.whom')
          }
        />
        {applies_to !== undefined && (
          <div className={css.links}>
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              onClick={() => change((now) => withOptional(now, 'applies_to', undefined))}
            >
              {t('builder:whom.for_everybody')}
            </Button>
          </div>
        )}
      </fieldset>
    </div>
  );
}
