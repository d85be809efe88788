import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CardField, PersonCard } from '../../../src/flow/work/contract.ts';
import { fieldLabel } from '../../lib/fields.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { KeyValues } from '../../parts/key-values.tsx';
import { WarmScore } from '../../parts/temperature.tsx';
import { groupFields } from './card.ts';
import { CompanyStanding } from './company-standing.tsx';
import { FieldRow } from './field-row.tsx';
import css from './lead.module.css';
import { ValidityNotice } from './validity-notice.tsx';
import { WaysToReach } from './ways-to-reach.tsx';

/** Ways to reach, fields with where each came from, the company and who else is there. */
export function Who({ card }: { card: PersonCard }) {
  const t = useT();
  const [showEmpty, setShowEmpty] = useState(false);
  const groups = groupFields(card.fields);
  const empty = groups.reduce((sum, group) => sum + group.empty.length, 0);
  return (
    <div className={css.stack}>
      <ValidityNotice card={card} />
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

function Company({ company }: { company: NonNullable<PersonCard['company']> }) {
  const t = useT();
  const formats = useFormats();
  const more = company.people_count - company.people.length;
  return (
    <section className={css.company} aria-label={company.name}>
      <h2 className={css.companyName}>
        {company.name}
        <span className={css.quiet}>
          <IconUsers size={13} stroke={1.75} /> {formats.number(company.people_count + 1)}
        </span>
      </h2>
      {company.standing !== null && <CompanyStanding standing={company.standing} />}
      <KeyValues>
        {company.fields
          .filter((field) => field.value !== null && field.key !== 'name')
          .map((field) => (
            <FieldRow key={field.name} field={field} label={companyLabel(field)} />
          ))}
      </KeyValues>
      {company.people.length > 0 && (
        <ul className={css.people}>
          {company.people.map((person) => (
            <li key={person.person_id}>
              <Link to="/leads/$personId" params={{ personId: person.person_id }} className={css.personLink}>
                <span className={css.personName}>
                  <span className="pl-truncate">
                    {person.full_name ?? person.email ?? t('common:visitor', { id: person.person_id })}
                  </span>
                  {person.title !== null && <span className={css.quietLine}>{person.title}</span>}
                </span>
                <WarmScore mark="before" points={person.total} band={person.band} temperature={person.temperature} />
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

/** A company's field under the short name people's fields have: the section says whose it is. */
function companyLabel(field: CardField): string | undefined {
  const short = { name: `person.${field.key}`, label: '' };
  return field.custom ? undefined : fieldLabel(short) || undefined;
}
