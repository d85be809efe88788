import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { freshKey, takenKeys } from '../../../../../src/model/fresh-keys.ts';
import { useT } from '../../../../lib/i18n.ts';
import { suggestPersonValues, usePersonFields } from '../../condition-fields.ts';
import { useBuilder } from '../context.ts';
import { putProfile } from '../parts/change.ts';
import { usesProfile } from '../parts/uses.ts';
import { NOBODY, useSayWhen } from '../use-when.ts';
import { Field, FormHead } from './form-head.tsx';
import css from './forms.module.css';
import { NameInput } from './name-input.tsx';
import { NamedList } from './named-list.tsx';
import { WhenEditor } from './when-editor.tsx';

/** Every profile of the model, and the way to another. */
export function ProfilesForm() {
  const t = useT();
  const { model, change, select } = useBuilder();
  const sayWhen = useSayWhen(model);
  const add = () => {
    const name = t('builder:new.profile');
    const key = freshKey(takenKeys(model, 'profile'), name, 'profile');
    change((now) => putProfile(now, key, { name, when: NOBODY }));
    select({ part: 'profile', key });
  };
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.profiles')} where={t('builder:profiles.about')} />
      <NamedList
        part="profile"
        items={Object.entries(model.profiles ?? {}).map(([key, { name, when }]) => ({
          key,
          name,
          said: when.rules.length === 0 ? t('builder:term.no_condition') : sayWhen(when),
          used: usesProfile(model, key),
        }))}
      />
      <div className={css.links}>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
          {t('builder:profiles.add')}
        </Button>
      </div>
    </div>
  );
}

/** One profile: a condition with a name, which rules refer to. */
export function ProfileForm({ profileKey }: { profileKey: string }) {
  const t = useT();
  const { model, change } = useBuilder();
  const fields = usePersonFields(model, 'profile');
  const sayWhen = useSayWhen(model);
  const profile = model.profiles?.[profileKey];
  if (profile === undefined) return null;
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.profile')} where={t('builder:profiles.about')} />
      <NameInput
        label={t('builder:name')}
        value={profile.name}
        onChange={(name) => change((now) => putProfile(now, profileKey, { ...profile, name }), `${profileKey}.name`)}
      />
      <Field label={t('builder:profiles.when')}>
        <WhenEditor
          when={profile.when}
          empty={NOBODY}
          fields={fields}
          suggest={suggestPersonValues}
          said={profile.when.rules.length === 0 ? t('builder:term.no_condition') : sayWhen(profile.when)}
          onChange={(when) => change((now) => putProfile(now, profileKey, { ...profile, when }), `${profileKey}.when`)}
        />
      </Field>
    </div>
  );
}
