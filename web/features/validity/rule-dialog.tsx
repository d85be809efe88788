import { Button, Group, Input, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Condition } from '../../../src/conditions/format.ts';
import { useT } from '../../lib/i18n.ts';
import { suggestValues } from '../../lib/vocabulary.ts';
import { usePeopleFields, useSayCondition } from '../../parts/conditions/condition-fields.ts';
import { ConditionInput, ConditionReading } from '../../parts/conditions/condition-input.tsx';
import { InlineError } from '../../parts/error-state.tsx';
import { sayDone } from '../../parts/toast.tsx';
import { useChangeRule, useMakeRule, type ValidityRule } from './api.ts';

/** Begins without a comparison, which would take the focus from the name. */
const NOTHING: Condition = { combinator: 'and', rules: [] };

type RuleDialogProps = {
  /** Undefined for a new one. */
  rule: ValidityRule | undefined;
  onClose: () => void;
};

/** Makes a rule of what a valid lead must fulfil, or changes one. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const t = useT();
  const make = useMakeRule({ showsErrors: true });
  const change = useChangeRule({ showsErrors: true });
  const fields = usePeopleFields();
  const say = useSayCondition();
  const form = useForm({
    initialValues: {
      name: rule?.name ?? '',
      when: rule?.when as Condition | undefined,
      reason: rule?.reason ?? '',
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('validity:form.name_missing') : null),
      when: (when) => (when === undefined ? t('validity:form.when_missing') : null),
      reason: (reason) => (reason.trim() === '' ? t('validity:form.reason_missing') : null),
    },
  });
  const { when } = form.values;
  const submit = form.onSubmit((values) => {
    const done = {
      onSuccess: () => {
        sayDone(t(rule === undefined ? 'validity:made' : 'validity:changed', { name: values.name }));
        onClose();
      },
    };
    if (rule === undefined) make.mutate(values, done);
    else change.mutate({ id: rule.validity_rule_id, ...values }, done);
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={rule === undefined ? t('validity:new') : t('validity:form.edit_title', { name: rule.name })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('validity:form.name')}
            placeholder={t('validity:form.name_like')}
            data-autofocus
            maxLength={200}
            {...form.getInputProps('name')}
          />
          <Input.Wrapper label={t('validity:form.when')} labelElement="div" error={form.errors.when}>
            <ConditionInput
              fields={fields}
              initial={when ?? NOTHING}
              suggest={suggestValues}
              onChange={(condition) => form.setFieldValue('when', condition)}
            />
          </Input.Wrapper>
          <ConditionReading said={when === undefined ? t('validity:form.nothing_said') : say(when)} />
          <TextInput
            label={t('validity:form.reason')}
            description={t('validity:form.reason_why')}
            placeholder={t('validity:form.reason_like')}
            maxLength={300}
            {...form.getInputProps('reason')}
          />
          <InlineError error={make.error ?? change.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending || change.isPending}>
              {rule === undefined ? t('validity:form.make') : t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
