import { Tooltip, UnstyledButton } from '@mantine/core';
import type { PersonCard } from '../../../src/flow/work/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import css from './lead.module.css';

type Standing = NonNullable<NonNullable<PersonCard['company']>['standing']>;

/** How the company stands by all its people, in one line; what the words mean is told on hover, focus and touch. */
export function CompanyStanding({ standing }: { standing: Standing }) {
  const t = useT();
  const formats = useFormats();
  const { take, points, people, engaged, decision_makers, decision_makers_engaged } = standing;
  const parts = [
    t(`lead:standing.${take}`, { points: formats.value(points) }),
    t('lead:standing.engaged', { engaged: formats.number(engaged), count: people }),
    ...(decision_makers === null
      ? []
      : decision_makers === 0
        ? [t('lead:standing.nobody_decides')]
        : [
            t('lead:standing.deciding', {
              engaged: formats.number(decision_makers_engaged ?? 0),
              count: decision_makers,
            }),
          ]),
  ];
  const why = [t(`lead:standing_why.${take}`), t('lead:standing_why.engaged')].join(' ');
  return (
    <Tooltip label={why} multiline w={280} position="bottom-start" events={{ hover: true, focus: true, touch: true }}>
      <UnstyledButton className={css.standing}>{parts.join(' · ')}</UnstyledButton>
    </Tooltip>
  );
}
