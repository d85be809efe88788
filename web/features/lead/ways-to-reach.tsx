import { ActionIcon, HoverCard } from '@mantine/core';
import { IconAt, IconFingerprint, IconPencil, IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import type { CardField, PersonCard } from '../../../src/flow/work/contract.ts';
import { fieldLabel } from '../../lib/fields.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { textField } from './card.ts';
import { FieldEdit, useSaveField } from './field-row.tsx';
import css from './lead.module.css';
import { Provenance } from './provenance.tsx';

type Way = { kind: 'email' | 'phone'; value: string; shared: boolean; field: CardField | undefined };

/** Every address and number, those the card's fields hold first; a number is the same however it is written. */
function waysOf(card: PersonCard): Way[] {
  const plain = (text: string) => text.toLowerCase().replace(/[\s()-]/g, '');
  const known = (kind: Way['kind']) => card.identifiers.filter((identifier) => identifier.kind === kind);
  return (['email', 'phone'] as const).flatMap((kind): Way[] => {
    const value = textField(card, kind);
    const same = (identifier: PersonCard['identifiers'][number]) =>
      value !== undefined && plain(identifier.value) === plain(value);
    const field = card.fields.find((each) => each.key === kind);
    const main: Way[] =
      value === undefined
        ? []
        : [{ kind, value, shared: known(kind).some((each) => same(each) && each.shared), field }];
    const others = known(kind).filter((identifier) => !same(identifier));
    return [
      ...main,
      ...others.map(({ value: other, shared }): Way => ({ kind, value: other, shared, field: undefined })),
    ];
  });
}

/** Addresses and numbers with what is known about them: which may be a switchboard, a free mailbox, shared. */
export function WaysToReach({ card }: { card: PersonCard }) {
  const t = useT();
  const ways = waysOf(card);
  const others = card.identifiers.filter(({ kind }) => kind !== 'email' && kind !== 'phone').length;
  return (
    <section className={css.ways} aria-label={t('lead:reach.title')}>
      {ways.length === 0 && <p className={css.quiet}>{t('lead:reach.none')}</p>}
      {ways.map((way) => (
        <WayRow key={`${way.kind}:${way.value}`} way={way} card={card} />
      ))}
      {others > 0 && (
        <div className={css.way}>
          <IconFingerprint size={15} stroke={1.75} aria-hidden="true" />
          <span className={css.quiet}>{t('lead:reach.other_ids', { count: others })}</span>
        </div>
      )}
    </section>
  );
}

function WayRow({ way, card }: { way: Way; card: PersonCard }) {
  const t = useT();
  const mayWrite = useMay('people.write');
  const [editing, setEditing] = useState(false);
  const { kind, value, shared, field } = way;
  const save = useSaveField(card.person_id, field);
  const Icon = kind === 'email' ? IconAt : IconPhone;
  const origin = field?.origin;
  const remark = shared ? t('lead:reach.shared') : field === undefined ? undefined : kindRemark(card, kind, t);
  if (editing && field !== undefined)
    return (
      <FieldEdit
        field={field}
        label={fieldLabel(field)}
        onSettle={(next) => {
          setEditing(false);
          save(next);
        }}
      />
    );
  const href = kind === 'email' ? `mailto:${value}` : `tel:${value.replace(/[^\d+]/g, '')}`;
  const link = (
    <a href={href} title={value}>
      {value}
    </a>
  );
  return (
    <div className={css.way}>
      <Icon size={15} stroke={1.75} aria-hidden="true" />
      {origin == null ? (
        link
      ) : (
        <HoverCard openDelay={450} closeDelay={80} position="left" shadow="md" withRoles={false}>
          <HoverCard.Target>{link}</HoverCard.Target>
          <HoverCard.Dropdown p="xs" fz="xs">
            <Provenance origin={origin} />
          </HoverCard.Dropdown>
        </HoverCard>
      )}
      {remark !== undefined && <span className={css.tag}>{remark}</span>}
      {field?.editable && mayWrite && (
        <ActionIcon
          size="sm"
          className={css.wayEdit}
          aria-label={t('lead:edit_field', { field: fieldLabel(field), value })}
          onClick={() => setEditing(true)}
        >
          <IconPencil size={14} stroke={1.75} />
        </ActionIcon>
      )}
    </div>
  );
}

function kindRemark(card: PersonCard, kind: Way['kind'], t: ReturnType<typeof useT>): string | undefined {
  if (kind === 'phone')
    return textField(card, 'phone_kind') === 'switchboard' ? t('lead:reach.switchboard') : undefined;
  const of = textField(card, 'email_kind');
  return of === 'free' || of === 'disposable' || of === 'role' ? t(`lead:reach.${of}`) : undefined;
}
