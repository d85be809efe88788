import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { FieldType } from '../../../src/conditions/catalogue.ts';
import { describeCondition } from '../../../src/conditions/describe.ts';
import type { Condition, Operator } from '../../../src/conditions/format.ts';
import { useConditionWords } from '../../lib/condition-words.ts';
import { fieldLabel, optionLabel, shownField } from '../../lib/fields.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ConditionInput, ConditionReading } from '../../parts/conditions/condition-input.tsx';
import type { ConditionField } from '../../parts/conditions/value-kind.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { ErrorState, InlineError } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Section } from '../../parts/section.tsx';
import { Tag } from '../../parts/tag.tsx';
import { sayDone } from '../../parts/toast.tsx';
import { ruleQuery, useSetRule } from './api.ts';
import css from './settings.module.css';

/** Says nothing of a person by itself: where they came from first. */
const NOT_JUDGED = new Set(['person.first_source']);

/** When an interest becomes a lead: a condition on what is known about a person and their company. */
export function RuleSettings() {
  const t = useT();
  const { data, error, refetch } = useQuery(ruleQuery);
  const { fields } = useConditionWords();
  return (
    <>
      <PageHeader
        title={t('settings:section.rule')}
        note={data?.is_default && <Tag>{t('settings:rule.shipped')}</Tag>}
        lead={t('settings:rule.lead')}
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && fields !== undefined ? (
        <RuleForm key={JSON.stringify(data.rule)} rule={data.rule} isShipped={data.is_default} />
      ) : (
        error === null && <Skeleton height={200} className="pl-late" />
      )}
    </>
  );
}

function RuleForm({ rule, isShipped }: { rule: Condition; isShipped: boolean }) {
  const t = useT();
  const language = useLanguage();
  const { catalogue, labelOf } = useConditionWords();
  const fields = useRuleFields();
  const set = useSetRule();
  const [draft, setDraft] = useState<Condition | undefined>(rule);
  const changed = JSON.stringify(draft) !== JSON.stringify(rule);
  const save = (next: Condition | null) => set.mutate(next, { onSuccess: () => sayDone(t('settings:rule.saved')) });
  const askToReset = async () => {
    const sure = await confirmAction({
      title: t('settings:rule.reset_title'),
      text: t('settings:rule.reset_text'),
      confirm: t('settings:rule.reset'),
      cancel: t('common:action.cancel'),
      danger: false,
    });
    if (sure) save(null);
  };
  return (
    <>
      <Section title={t('settings:rule.title')}>
        <Stack gap={12}>
          <ConditionInput fields={fields} initial={rule} onChange={setDraft} />
          <ConditionReading
            said={
              draft === undefined ? t('settings:rule.empty') : describeCondition(draft, catalogue, language, labelOf)
            }
          />
        </Stack>
      </Section>
      <InlineError error={set.error} />
      <div className={css.saveBar} data-dirty={changed}>
        {!isShipped && (
          <Button variant="default" onClick={() => void askToReset()}>
            {t('settings:rule.reset')}
          </Button>
        )}
        <Button
          disabled={!changed || draft === undefined}
          loading={set.isPending}
          onClick={() => draft !== undefined && save(draft)}
        >
          {t('common:action.save')}
        </Button>
      </div>
    </>
  );
}

/** The fields the rule may name, as the editor wants them. */
function useRuleFields(): ConditionField[] {
  const t = useT();
  const { fields } = useConditionWords();
  return useMemo(
    () =>
      (fields ?? [])
        .filter(({ name, group }) => (group === 'person' || group === 'company') && !NOT_JUDGED.has(name))
        .map((field): ConditionField => {
          const options = shownField(field).options?.map((option) => ({
            ...option,
            label: optionLabel(field, option),
          }));
          return {
            name: field.name,
            label: fieldLabel(field),
            group: t(`settings:rule.of_${field.group as 'person' | 'company'}`),
            type: field.type as FieldType,
            operators: field.operators as Operator[],
            ...(options ? { options } : {}),
          };
        }),
    [fields, t],
  );
}
