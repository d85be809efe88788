import { Button, Select } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { useSayCondition } from '../../../parts/conditions/condition-fields.ts';
import { Section } from '../../../parts/section.tsx';
import type { Groups as Answer } from './api.ts';
import css from './customers.module.css';
import { useFieldName, useGroupName } from './use-trait-words.ts';

type Group = Answer['groups'][number];

type GroupsProps = {
  groups: Answer;
  onDivide: (field: string) => void;
  /** The group as a persona: its name, its condition, what it has more often as signs. */
  onSave: (persona: { name: string; when: Group['when']; signs: { sign: string; question: string }[] }) => void;
};

/** The customers divided by a field, each group with what sets it apart. */
export function Groups({ groups: { field, fields, groups, rest }, onDivide, onSave }: GroupsProps) {
  const t = useT();
  const formats = useFormats();
  const fieldName = useFieldName();
  const options = fields.map((each, place) => {
    const label = fieldName(each.field);
    return { value: each.field, label: place === 0 ? t('customers:groups.proposed', { field: label }) : label };
  });
  return (
    <Section
      title={t('customers:groups.title')}
      text={t('customers:groups.text')}
      actions={
        options.length > 0 && (
          <Select
            className={css.divide}
            aria-label={t('customers:groups.by')}
            data={options}
            value={field}
            allowDeselect={false}
            onChange={(next) => next !== null && onDivide(next)}
          />
        )
      }
    >
      {groups.length === 0 ? (
        <p className={css.hint}>{t('customers:groups.none')}</p>
      ) : (
        <div className={css.cards}>
          {groups.map((group) => (
            <GroupCard key={JSON.stringify(group.when)} group={group} onSave={onSave} />
          ))}
        </div>
      )}
      {groups.length > 0 && rest > 0 && (
        <p className={css.foot}>{t('customers:groups.rest', { count: rest, shown: formats.number(rest) })}</p>
      )}
    </Section>
  );
}

function GroupCard({ group, onSave }: { group: Group; onSave: GroupsProps['onSave'] }) {
  const t = useT();
  const formats = useFormats();
  const say = useSayCondition();
  const fieldName = useFieldName();
  const mayWrite = useMay('scoring.write');
  const name = useGroupName()(group.when);
  const { count, share, traits, typical } = group;
  const signs = traits.map(({ when }) => ({ sign: say(when), question: '' }));
  return (
    <article className={css.card} aria-label={name}>
      <h3 className={css.cardName}>{name}</h3>
      <p className={css.cardCount}>
        {t('customers:groups.count', { count, shown: formats.number(count), share: formats.percent(share) })}
      </p>
      {traits.length === 0 ? (
        <p className={css.alike}>{t('customers:groups.alike')}</p>
      ) : (
        <ul className={css.cardTraits}>
          {traits.map((trait) => (
            <li key={JSON.stringify(trait.when)}>
              <span>{say(trait.when)}</span>
              <span className={css.elsewhere}>
                {t('customers:groups.share', {
                  share: formats.percent(trait.share),
                  elsewhere: formats.percent(trait.elsewhere),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {typical.length > 0 && (
        <ul className={css.typical}>
          {typical.map(({ field, median }) => (
            <li key={field}>
              {t('customers:groups.median', { field: fieldName(field), number: formats.value(median) })}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button
          className={css.save}
          variant="default"
          size="xs"
          leftSection={<IconUserPlus size={14} stroke={1.75} />}
          onClick={() => onSave({ name, when: group.when, signs })}
        >
          {t('customers:groups.save')}
        </Button>
      )}
    </article>
  );
}
