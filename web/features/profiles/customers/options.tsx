import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { profilesQuery } from '../api.ts';
import type { Asked } from './api.ts';
import css from './customers.module.css';
import { useFieldName } from './use-trait-words.ts';

/** "The best" are a fifth of the customers. */
const BEST_SHARE = 0.2;
const ALL = '';

type OptionsProps = { asked: Asked; numbers: string[]; onChange: (asked: Asked) => void };

/** Of which people, and of which of their customers. */
export function Options({ asked, numbers, onChange }: OptionsProps) {
  const t = useT();
  const formats = useFormats();
  const fieldName = useFieldName();
  const { data } = useQuery(profilesQuery);
  const profiles = (data?.profiles ?? []).filter(({ archived_at }) => archived_at === null);
  const share = formats.percent(BEST_SHARE);
  const best = asked.best?.field;
  const bests = best === undefined || numbers.includes(best) ? numbers : [best, ...numbers];
  // What divides others best need not divide these.
  const change = (next: Asked) => onChange({ ...asked, group_by: undefined, ...next });
  if (bests.length === 0 && profiles.length === 0) return null;
  return (
    <div className={css.options}>
      {bests.length > 0 && (
        <Select
          label={t('customers:which')}
          data={[
            { value: ALL, label: t('customers:all') },
            ...bests.map((field) => ({
              value: field,
              label: t('customers:best', { share, number: fieldName(field) }),
            })),
          ]}
          value={best ?? ALL}
          allowDeselect={false}
          onChange={(field) => change({ best: field ? { field, share: BEST_SHARE } : undefined })}
        />
      )}
      {profiles.length > 0 && (
        <Select
          label={t('customers:whose')}
          data={[
            { value: ALL, label: t('customers:everybody') },
            ...profiles.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          value={asked.profile ?? ALL}
          allowDeselect={false}
          onChange={(profile) => change({ profile: profile || undefined })}
        />
      )}
    </div>
  );
}
