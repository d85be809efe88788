import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { SearchAnswer } from '../../../../../src/flow/work/contract.ts';
import { useT } from '../../../../lib/i18n.ts';
import { personQuery } from '../../../../lib/person.ts';
import { api } from '../../../../lib/request.ts';

const ASK_AFTER_MS = 200;

type PersonChoiceProps = { person: number | undefined; onChoose: (person: number) => void };

/** Finds somebody by name, address, phone or title. */
export function PersonChoice({ person, onChoose }: PersonChoiceProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), ASK_AFTER_MS);
  const { data: card } = useQuery({ ...personQuery(person ?? 0), enabled: person !== undefined });
  const { data: found } = useQuery({
    queryKey: ['person', 'search', q],
    queryFn: ({ signal }) => api.get<z.infer<typeof SearchAnswer>>('/api/search', { q }, signal),
    enabled: q.length > 1,
  });
  const name =
    card?.state === 'present'
      ? card.card.fields.find((field) => field.key === 'full_name' || field.key === 'email')?.value
      : undefined;
  const people = (found?.people ?? []).map((each) => ({
    value: String(each.person_id),
    label: [each.full_name ?? each.email ?? t('builder:crossing.unnamed', { id: each.person_id }), each.company_name]
      .filter(Boolean)
      .join(' · '),
  }));
  const own =
    person === undefined
      ? []
      : [{ value: String(person), label: String(name ?? t('builder:crossing.unnamed', { id: person })) }];
  return (
    <Select
      label={t('lab:what_if.person')}
      placeholder={t('lab:what_if.find')}
      data={[...own.filter(({ value }) => !people.some((each) => each.value === value)), ...people]}
      value={person === undefined ? null : String(person)}
      searchable
      allowDeselect={false}
      filter={({ options }) => options}
      onSearchChange={setTyped}
      nothingFoundMessage={q.length > 1 ? t('lab:what_if.nobody') : t('lab:what_if.find')}
      onChange={(id) => id !== null && onChoose(Number(id))}
    />
  );
}
