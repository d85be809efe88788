import { useMemo } from 'react';
import type { PersonCard } from '../../../src/flow/work/contract.ts';
import { useConditionWords } from '../../lib/condition-words.ts';
import { fieldLabel, shownField, useFieldText } from '../../lib/fields.ts';
import { useT } from '../../lib/i18n.ts';
import { useSayCondition } from '../../parts/conditions/condition-fields.ts';
import { Tag } from '../../parts/tag.tsx';
import css from './validity-notice.module.css';

type Failing = PersonCard['validity']['failing'];

/** Whether it is only not known yet that somebody is valid: nothing known speaks against it. */
function isOpen(failing: Failing): boolean {
  return failing.every((rule) => rule.unknown);
}

/** A word beside the name of somebody who is not valid, with the reasons on hover; nothing beside anybody else. */
export function ValidityTag({ card }: { card: PersonCard }) {
  const t = useT();
  const { failing } = card.validity;
  if (failing.length === 0) return null;
  const open = isOpen(failing);
  return (
    <span title={failing.map((rule) => rule.reason).join(' · ')}>
      <Tag tone={open ? 'plain' : 'warm'}>{t(open ? 'lead:validity.not_yet' : 'lead:validity.no')}</Tag>
    </span>
  );
}

/** Every rule of a valid lead that this one does not fulfil, with what is known and what would have to be. */
export function ValidityNotice({ card }: { card: PersonCard }) {
  const t = useT();
  const { failing } = card.validity;
  if (failing.length === 0) return null;
  const title = t(isOpen(failing) ? 'lead:validity.not_yet' : 'lead:validity.no');
  return (
    <section className={css.notice} aria-label={title}>
      <h2 className={css.title}>{title}</h2>
      <ul className={css.rules}>
        {failing.map((rule) => (
          <li key={rule.validity_rule_id}>
            <span className={css.reason}>{rule.reason}</span>
            {rule.shortfalls.map((shortfall) => (
              <Shortfall key={JSON.stringify(shortfall.expected)} shortfall={shortfall} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Age: 18; expected: age is between 25 and 45". */
function Shortfall({
  shortfall: { field: name, value, expected },
}: {
  shortfall: Failing[number]['shortfalls'][number];
}) {
  const t = useT();
  const say = useSayCondition();
  const text = useFieldText();
  const { fields } = useConditionWords();
  const field = useMemo(() => fields?.find((each) => each.name === name), [fields, name]);
  if (field === undefined) return null;
  const words = { field: fieldLabel(field), expected: say(expected) };
  return (
    <span className={css.line}>
      {value === null
        ? t('lead:validity.missing', words)
        : t('lead:validity.line', { ...words, value: text(shownField(field), value) })}
    </span>
  );
}
