import { Button, Group, Input, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Condition } from '../../../src/conditions/format.ts';
import { useT } from '../../lib/i18n.ts';
import { suggestValues } from '../../lib/vocabulary.ts';
import { usePeopleFields, useSayCondition } from '../../parts/conditions/condition-fields.ts';
import { ConditionInput, ConditionReading } from '../../parts/conditions/condition-input.tsx';
import { InlineError } from '../../parts/error-state.tsx';
import { sayDone } from '../../parts/toast.tsx';
import { type Profile, useChangeProfile, useMakeProfile } from './api.ts';
import css from './profiles.module.css';
import { hasLoneQuestion, tidySigns } from './signs.ts';
import { SignsInput } from './signs-input.tsx';

/** Begins without a comparison, which would take the focus from the name. */
const NOTHING: Condition = { combinator: 'and', rules: [] };

/** What a new profile begins with. */
export type NewProfile = Pick<Profile, 'kind'> & Partial<Pick<Profile, 'name' | 'when' | 'signs'>>;

type ProfileDialogProps = {
  /** Undefined for a new one. */
  profile: Profile | undefined;
  begin: NewProfile;
  onClose: () => void;
};

/** Makes a profile, or changes one; its key never changes. */
export function ProfileDialog({ profile, begin, onClose }: ProfileDialogProps) {
  const t = useT();
  const make = useMakeProfile();
  const change = useChangeProfile({ showsErrors: true });
  const fields = usePeopleFields();
  const say = useSayCondition();
  const form = useForm({
    initialValues: {
      kind: (profile ?? begin).kind,
      name: (profile ?? begin).name ?? '',
      when: (profile ?? begin).when as Condition | undefined,
      signs: (profile ?? begin).signs ?? [],
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('profiles:form.name_missing') : null),
      when: (when) => (when === undefined ? t('profiles:form.when_missing') : null),
      signs: (signs) => (hasLoneQuestion(signs) ? t('profiles:form.sign_missing') : null),
    },
  });
  const { when, kind, signs } = form.values;
  const submit = form.onSubmit((values) => {
    const wish = { ...values, signs: tidySigns(values.signs) };
    const done = {
      onSuccess: () => {
        sayDone(t(profile === undefined ? 'profiles:made' : 'profiles:changed', { name: values.name }));
        onClose();
      },
    };
    if (profile === undefined) make.mutate(wish, done);
    else change.mutate({ id: profile.profile_id, ...wish }, done);
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={profile === undefined ? t('profiles:new') : t('profiles:form.edit_title', { name: profile.name })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <Input.Wrapper
            label={t('profiles:form.kind')}
            labelElement="div"
            description={t(`profiles:kind_text.${kind}`)}
          >
            <SegmentedControl
              className={css.kinds}
              aria-label={t('profiles:form.kind')}
              data={(['icp', 'persona', 'other'] as const).map((value) => ({
                value,
                label: t(`profiles:kind_one.${value}`),
              }))}
              {...form.getInputProps('kind')}
            />
          </Input.Wrapper>
          <TextInput
            label={t('profiles:form.name')}
            placeholder={t(`profiles:form.name_like.${kind}`)}
            data-autofocus
            maxLength={200}
            {...form.getInputProps('name')}
          />
          <Input.Wrapper label={t('profiles:form.when')} labelElement="div" error={form.errors.when}>
            <ConditionInput
              fields={fields}
              initial={when ?? NOTHING}
              suggest={suggestValues}
              onChange={(condition) => form.setFieldValue('when', condition)}
            />
          </Input.Wrapper>
          <ConditionReading said={when === undefined ? t('profiles:form.nothing_said') : say(when)} />
          <Input.Wrapper
            label={t('profiles:signs')}
            labelElement="div"
            description={t('profiles:form.signs_why')}
            error={form.errors.signs}
          >
            <SignsInput signs={signs} onChange={(next) => form.setFieldValue('signs', next)} />
          </Input.Wrapper>
          <InlineError error={make.error ?? change.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending || change.isPending}>
              {profile === undefined ? t('profiles:form.make') : t('common:action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
