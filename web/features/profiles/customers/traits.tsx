import { Button, Checkbox, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { useSayCondition } from '../../../parts/conditions/condition-fields.ts';
import { Section } from '../../../parts/section.tsx';
import { Tag } from '../../../parts/tag.tsx';
import type { Trait } from './api.ts';
import css from './customers.module.css';
import { Lift, ShareBars } from './share-bars.tsx';

/** Of what may be chance, at most so many are worth a look. */
const MOST_CHANCE = 30;

/** What tells one trait from another: its condition. */
export function traitKey({ when }: Pick<Trait, 'when'>): string {
  return JSON.stringify(when);
}

/** Whether customers have it more often than the others. */
export function isMore({ log_lift }: Pick<Trait, 'log_lift'>): boolean {
  return log_lift > 0;
}

type TraitsProps = { traits: Trait[]; chosen: ReadonlySet<string>; onChoose: (key: string, chosen: boolean) => void };

/** What customers have more often, and less often, than everybody else. */
export function Traits({ traits, chosen, onChoose }: TraitsProps) {
  const t = useT();
  const formats = useFormats();
  const [withChance, setWithChance] = useState(false);
  const sure = traits.filter((trait) => trait.stands);
  const chance = traits.filter((trait) => !trait.stands).slice(0, MOST_CHANCE);
  const list = (title: string, some: Trait[]) =>
    some.length > 0 && (
      <>
        <h3 className={css.subtitle}>{title}</h3>
        <ul className={css.rows}>
          {some.map((trait) => (
            <TraitRow
              key={traitKey(trait)}
              trait={trait}
              chosen={chosen.has(traitKey(trait))}
              onChoose={(next) => onChoose(traitKey(trait), next)}
            />
          ))}
        </ul>
      </>
    );
  return (
    <Section title={t('customers:what.title')} text={t('customers:what.text')}>
      {sure.length === 0 && <p className={css.hint}>{t('customers:what.none')}</p>}
      {list(t('customers:what.more'), sure.filter(isMore))}
      {list(
        t('customers:what.less'),
        sure.filter((trait) => !isMore(trait)),
      )}
      {withChance && list(t('customers:what.chance'), chance)}
      {chance.length > 0 && (
        <Button className={css.fold} variant="subtle" size="xs" onClick={() => setWithChance(!withChance)}>
          {withChance
            ? t('customers:what.hide_chance')
            : t('customers:what.show_chance', { count: chance.length, shown: formats.number(chance.length) })}
        </Button>
      )}
    </Section>
  );
}

type TraitRowProps = { trait: Trait; chosen: boolean; onChoose: (chosen: boolean) => void };

function TraitRow({ trait, chosen, onChoose }: TraitRowProps) {
  const t = useT();
  const say = useSayCondition();
  const mayWrite = useMay('scoring.write');
  const name = say(trait.when);
  return (
    <li className={css.row} data-chosen={chosen}>
      {mayWrite && (
        <Checkbox
          size="xs"
          className={css.tick}
          aria-label={t('customers:choose', { name })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <span className={css.name}>
        {name}
        {trait.telltale && (
          <Tooltip label={t('customers:what.telltale_why')} multiline w={280}>
            <span>
              <Tag tone="warm">{t('customers:what.telltale')}</Tag>
            </span>
          </Tooltip>
        )}
      </span>
      <ShareBars {...trait} />
      <Lift lift={trait.lift} />
    </li>
  );
}
