import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconKeyboard, IconMoon, IconSun } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { SearchAnswer } from '../../../src/flow/work/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { api } from '../../lib/request.ts';
import { useMe } from '../../lib/session.ts';
import { BandShape, toneOfBand } from '../../parts/band.tsx';
import { type Command, CommandPalette, matchesQuery } from '../../parts/command-palette.tsx';
import { useShortcutsHelp } from './shortcuts.ts';
import { destinations } from './site.ts';

const LOOK_AFTER_MS = 120;

/** Search over people and companies, every place, and what can be done from anywhere. */
export function Palette() {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const { permissions } = useMe();
  const help = useShortcutsHelp();
  const { setColorScheme } = useMantineColorScheme();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), LOOK_AFTER_MS);
  const found = useQuery({
    queryKey: ['person', 'search', asked],
    queryFn: ({ signal }) => api.get<SearchAnswer>('/api/search', { q: asked }, signal),
    enabled: asked !== '' && permissions.includes('people.read'),
    placeholderData: keepPreviousData,
  });
  const records = query.trim() === '' ? undefined : found.data;

  const people = (records?.people ?? []).map(
    (person): Command => ({
      id: `person-${person.person_id}`,
      label: person.full_name ?? person.email ?? t('common:visitor', { id: person.person_id }),
      icon: <BandShape tone={toneOfBand(person.band)} />,
      hint: [person.company_name, formats.number(person.total)].filter(Boolean).join(' · '),
      run: () => void navigate({ to: '/leads/$personId', params: { personId: person.person_id } }),
    }),
  );
  const companies = (records?.companies ?? []).map(
    (company): Command => ({
      id: `company-${company.company_id}`,
      label: company.name,
      hint: t('frame:palette.people_there', { count: company.people }),
      run: () => void navigate({ to: '/leads', search: { kind: 'all', search: company.name } }),
    }),
  );
  const places = destinations
    .flatMap((group) => group.places)
    .filter((place) => permissions.includes(place.permission))
    .map(
      ({ id, to, icon: Icon, letter }): Command => ({
        id,
        label: t(`frame:place.${id}`),
        icon: <Icon size={16} stroke={1.75} />,
        keys: `g ${letter}`,
        run: () => void navigate({ to }),
      }),
    );
  const actions: Command[] = [
    {
      id: 'light',
      label: t('frame:palette.light'),
      icon: <IconSun size={16} stroke={1.75} />,
      run: () => setColorScheme('light'),
    },
    {
      id: 'dark',
      label: t('frame:palette.dark'),
      icon: <IconMoon size={16} stroke={1.75} />,
      run: () => setColorScheme('dark'),
    },
    {
      id: 'shortcuts',
      label: t('frame:shortcuts'),
      icon: <IconKeyboard size={16} stroke={1.75} />,
      keys: '?',
      run: help.open,
    },
  ];
  return (
    <CommandPalette
      query={query}
      onQuery={setQuery}
      placeholder={t('frame:palette.placeholder')}
      nothing={found.isFetching ? t('frame:palette.looking') : t('frame:palette.nothing', { query })}
      groups={[
        { label: t('frame:palette.people'), commands: people },
        { label: t('frame:palette.companies'), commands: companies },
        { label: t('frame:palette.places'), commands: places.filter((command) => matchesQuery(command, query)) },
        { label: t('frame:palette.actions'), commands: actions.filter((command) => matchesQuery(command, query)) },
      ]}
    />
  );
}
