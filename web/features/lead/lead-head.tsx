import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { PersonCard } from '../../../src/flow/work/contract.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { neighboursOf } from '../../lib/neighbours.ts';
import { personQuery } from '../../lib/person.ts';
import { useMay } from '../../lib/session.ts';
import { membersQuery } from '../../lib/vocabulary.ts';
import { Initials } from '../../parts/initials.tsx';
import { PersonPicker } from '../../parts/person-picker.tsx';
import { WarmScore } from '../../parts/temperature.tsx';
import { offerUndo } from '../../parts/toast.tsx';
import { useChangeOwner } from './api.ts';
import { nameOfCard, titleOfCard } from './card.ts';
import css from './lead.module.css';
import { ValidityTag } from './validity-notice.tsx';

/** Who this is, the way back, the way to the next one, and whose lead it is. */
export function LeadHead({ card, withScore }: { card: PersonCard; withScore: boolean }) {
  const t = useT();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { before, after } = neighboursOf(card.person_id);
  const go = (personId: number | undefined) => {
    if (personId !== undefined) void navigate({ to: '/leads/$personId', params: { personId }, replace: true });
  };
  const back = () => (canGoBack ? router.history.back() : void navigate({ to: '/leads' }));
  const group = t('lead:keys');
  useHotkeys([
    { keys: 'n', label: t('lead:next'), group, run: () => go(after) },
    { keys: 'p', label: t('lead:previous'), group, run: () => go(before) },
    { keys: 'Escape', label: t('lead:back'), group, run: back },
  ]);
  const prefetch = (id: number | undefined) => {
    if (id !== undefined) void client.query(personQuery(id)).catch(() => undefined);
  };
  const open = card.leads.find((lead) => lead.closed_at === null);
  return (
    <header className={css.head}>
      <Tooltip label={t('lead:back')}>
        <ActionIcon onClick={back} aria-label={t('lead:back')}>
          <IconArrowLeft size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <div className={css.headWords}>
        <div className={css.nameLine}>
          <h1 className={css.name}>{nameOfCard(card) ?? t('common:visitor', { id: card.person_id })}</h1>
          <ValidityTag card={card} />
        </div>
        <p className={css.under}>
          {titleOfCard(card)}
          {card.company !== null && (
            <Link to="/leads" search={{ kind: 'all', search: card.company.name }} className={css.companyLink}>
              {card.company.name}
            </Link>
          )}
        </p>
      </div>
      <div className={css.headEnd}>
        {card.kind === 'interest' ? (
          <Tooltip label={t('lead:interest_why')} multiline w={280}>
            <span className={css.interest}>{t('lead:interest')}</span>
          </Tooltip>
        ) : (
          withScore &&
          card.standing !== null &&
          card.temperature !== null && (
            <WarmScore points={card.standing.total} band={card.standing.band} temperature={card.temperature} />
          )
        )}
        {open !== undefined && <OwnerButton card={card} owner={open.owner} />}
        <span className={css.steps}>
          <ActionIcon
            onClick={() => go(before)}
            onPointerEnter={() => prefetch(before)}
            disabled={before === undefined}
            aria-label={t('lead:previous')}
          >
            <IconChevronUp size={18} stroke={1.75} />
          </ActionIcon>
          <ActionIcon
            onClick={() => go(after)}
            onPointerEnter={() => prefetch(after)}
            disabled={after === undefined}
            aria-label={t('lead:next')}
          >
            <IconChevronDown size={18} stroke={1.75} />
          </ActionIcon>
        </span>
      </div>
    </header>
  );
}

type Owner = { id: string; name: string } | null;

function OwnerButton({ card, owner }: { card: PersonCard; owner: Owner }) {
  const t = useT();
  const mayAssign = useMay('leads.assign');
  const [opened, setOpened] = useState(false);
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: mayAssign });
  const change = useChangeOwner(card.person_id);
  useHotkeys([{ keys: 'a', label: t('lead:assign'), group: t('lead:keys'), run: () => setOpened(true) }], mayAssign);
  const pick = (next: Owner) => {
    const said = next === null ? t('lead:unassigned') : t('lead:assigned', { owner: next.name });
    void change.mutateAsync(next).then(
      () => offerUndo(said, t('common:action.undo'), () => change.mutate(owner)),
      () => undefined,
    );
  };
  const face = (
    <>
      {owner !== null && <Initials name={owner.name} />}
      <span className="pl-truncate">{owner?.name ?? t('lead:no_owner')}</span>
    </>
  );
  if (!mayAssign) return <span className={css.owner}>{face}</span>;
  return (
    <PersonPicker
      opened={opened}
      onOpened={setOpened}
      people={members.map((member) => ({ id: member.user_id, name: member.name }))}
      none={t('lead:no_owner')}
      label={t('lead:assign')}
      value={owner?.id ?? null}
      onPick={pick}
    >
      <UnstyledButton
        className={css.owner}
        data-button
        aria-label={t('lead:owner_is', { owner: owner?.name ?? t('lead:no_owner') })}
      >
        {face}
        <IconChevronDown size={14} stroke={1.75} />
      </UnstyledButton>
    </PersonPicker>
  );
}
