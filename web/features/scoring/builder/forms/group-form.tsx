import { SegmentedControl } from '@mantine/core';
import { describeGroup } from '../../../../../src/model/describe.ts';
import { type Group, TAKES } from '../../../../../src/model/format.ts';
import { useLanguage, useT } from '../../../../lib/i18n.ts';
import { useBuilder } from '../context.ts';
import { changeGroup } from '../parts/change.ts';
import { findGroup } from '../parts/spot.ts';
import { Field, FormHead } from './form-head.tsx';
import css from './forms.module.css';
import { LimitsInput } from './limits-input.tsx';
import { NameInput } from './name-input.tsx';

/** One group: its name, what it makes of its rules, and its limits. */
export function GroupForm({ groupKey }: { groupKey: string }) {
  const t = useT();
  const language = useLanguage();
  const { model, change } = useBuilder();
  const found = findGroup(model, groupKey);
  if (found === undefined) return null;
  const { group, dimension } = found;
  const put = (next: Group, kind: string) =>
    change((now) => changeGroup(now, groupKey, () => next), `${groupKey}.${kind}`);
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.group')} where={dimension.name} id={{ part: 'group', key: groupKey }} />
      <NameInput label={t('builder:name')} value={group.name} onChange={(name) => put({ ...group, name }, 'name')} />
      <Field label={t('builder:group.take')}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('builder:group.take')}
          value={group.take}
          onChange={(next) => {
            const take = TAKES.find((each) => each === next);
            if (take) put({ ...group, take }, 'take');
          }}
          data={TAKES.map((take) => ({ value: take, label: t(`builder:group.${take}`) }))}
        />
        <p className={css.said}>{describeGroup(group, language)}</p>
      </Field>
      <LimitsInput part={group} onChange={put} />
    </div>
  );
}
