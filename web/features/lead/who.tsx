import { Button } from '@mantine/core';
import { IconAt, IconFingerprint, IconPhone, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PersonCard } from '../../../src/flow/work/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { ScoreBadge } from '../../parts/band.tsx';
import { KeyValues } from '../../parts/key-values.tsx';
import { groupFields, textField } from './card.ts';
import { FieldRow } from './field-row.tsx';
import css from './lead.module.css';

/** Ways to reach, fields with where each came from, the company and who else is there. */
export function Who({ card }: { card: PersonCard }) {
  const t = useT();
  const [showEmpty, setShowEmpty] = useState(false);
  const groups = groupFields(card.fields);
  const empty = groups.reduce((sum, group) => sum + group.empty.length, 0);
  return (
    <div className={css.stack}>
      <WaysToReach card={card} />
      {groups.map(({ group, known, empty: unknown }) => {
        const fields = showEmpty ? [...known, ...unknown] : known;
        if (fields.length === 0) return null;
        return (
          <KeyValues key={group} label={t(`lead:group.${group}`)}>
            {fields.map((field) => (
              <FieldRow key={field.name} personId={card.person_id} field={field} />
            ))}
          </KeyValues>
        );
      })}
      {empty > 0 && (
        <Button className={css.start} variant="subtle" color="gray" size="xs" onClick={() => setShowEmpty(!showEmpty)}>
          {showEmpty ? t('lead:hide_empty') : t('lead:show_empty', { count: empty })}
        </Button>
      )}
      {card.company !== null && <Company company={card.company} />}
    </div>
  );
}

const WAYS = { email: IconAt, phone: IconPhone } as const;

/** Addresses and numbers with what is known about them: which may be a switchboard, a free mailbox, shared. */
function WaysToReach({ card }: { card: PersonCard }) {
  const t = useT();
  const ways = card.identifiers.filter((identifier) => identifier.kind === 'email' || identifier.kind === 'phone');
  const emailKind = textField(card, 'email_kind');
  const phoneKind = textField(card, 'phone_kind');
  const others = card.identifiers.length - ways.length;
  const remark = (kind: string, value: string, shared: boolean): string | undefined => {
    if (shared) return t('lead:reach.shared');
    if (kind === 'email' && value === textField(card, 'email')?.toLowerCase())
      return emailKind === 'free' || emailKind === 'disposable' || emailKind === 'role' ? t(`lead:reach.${emailKind}`) : undefined;
    return kind === 'phone' && phoneKind === 'switchboard' ? t('lead:reach.switchboard') : undefined;
  };
  return (
    <section className={css.ways} aria-label={t('lead:reach.title')}>
      {ways.length === 0 && <p className={css.quiet}>{t('lead:reach.none')}</p>}
      {ways.map(({ kind, value, shared }) => {
        const Icon = kind === 'email' ? WAYS.email : WAYS.phone;
        const said = remark(kind, value, shared);
        return (
          <div key={`${kind}:${value}`} className={css.way}>
            <Icon size={15} stroke={1.75} aria-hidden="true" />
            <a href={kind === 'email' ? `mailto:${value}` : `tel:${value}`}>{value}</a>
            {said !== undefined && <span className={css.tag}>{said}</span>}
          </div>
        );
      })}
      {others > 0 && (
        <div className={css.way}>
          <IconFingerprint size={15} stroke={1.75} aria-hidden="true" />
          <span className={css.quiet}>{t('lead:reach.other_ids', { count: others })}</span>
        </div>
      )}
    </section>
  );
}

function Company({ company }: { company: NonNullable<PersonCard['company']> }) {
  const t = useT();
  const formats = useFormats();
  const more = company.people_count - company.people.length;
  return (
    <section className={css.company} aria-label={company.name}>
      <h3 className={css.companyName}>
        {company.name}
        <span className={css.quiet}>
          <IconUsers size={13} stroke={1.75} /> {formats.number(company.people_count + 1)}
        </span>
      </h3>
      <KeyValues>
        {company.fields
          .filter((field) => field.value !== null && field.key !== 'name')
          .map((field) => (
            <FieldRow key={field.name} field={field} />
          ))}
      </KeyValues>
      {company.people.length > 0 && (
        <ul className={css.people}>
          {company.people.map((person) => (
            <li key={person.person_id}>
              <Link to="/leads/$personId" params={{ personId: person.person_id }} className={css.personLink}>
                <span className={css.personName}>
                  <span className="pl-truncate">{person.full_name ?? person.email ?? t('common:unnamed')}</span>
                  {person.title !== null && <span className={css.quietLine}>{person.title}</span>}
                </span>
                <ScoreBadge points={person.total} band={person.band} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Link to="/leads" search={{ kind: 'all', search: company.name }} className={css.moreLink}>
          {t('lead:more_people', { count: more })}
        </Link>
      )}
    </section>
  );
}

