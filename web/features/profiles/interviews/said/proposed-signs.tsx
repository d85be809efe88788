import { Button, Checkbox, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { useMay } from '../../../../lib/session.ts';
import { InlineError } from '../../../../parts/error-state.tsx';
import { sayDone } from '../../../../parts/toast.tsx';
import { profilesQuery } from '../../api.ts';
import { type InterviewSummary, useTakeSigns } from '../api.ts';
import css from '../interviews.module.css';

type Signs = InterviewSummary['signs'];

/** What sellers always ask; those that are ticked become signs of a profile, with their question. */
export function ProposedSigns({ signs }: { signs: Signs }) {
  const t = useT();
  const formats = useFormats();
  const mayTake = useMay('scoring.write');
  const { data } = useQuery(profilesQuery);
  const take = useTakeSigns();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<string | null>(null);
  const profiles = (data?.profiles ?? []).filter(({ archived_at }) => archived_at === null);
  const profile = profiles.find(({ profile_id }) => String(profile_id) === wanted) ?? profiles[0];
  const send = () => {
    if (profile === undefined) return;
    take.mutate(
      { profile: profile.profile_id, signs: [...chosen] },
      {
        onSuccess: ({ taken }) => {
          setChosen([]);
          sayDone(t('interviews:signs.taken', { count: taken, profile: profile.name }));
        },
      },
    );
  };
  return (
    <>
      <ul className={css.signs}>
        {signs.map(({ key, sign, question, named, of }) => {
          const has = profile?.signs.some((own) => own.question === question);
          const words = (
            <span className={css.rule}>
              <span>{question}</span>
              <span className={css.quiet}>
                {[
                  ...(sign === question ? [] : [t('interviews:signs.tells', { sign })]),
                  t('interviews:agreement', { named: formats.number(named), of: formats.number(of) }),
                  ...(has === true ? [t('interviews:signs.has', { profile: profile?.name })] : []),
                ].join(' · ')}
              </span>
            </span>
          );
          return (
            <li key={key}>
              {mayTake && profile !== undefined ? (
                <Checkbox
                  label={words}
                  checked={chosen.includes(key)}
                  onChange={(event) => {
                    const ticked = event.currentTarget.checked;
                    setChosen(ticked ? [...chosen, key] : chosen.filter((each) => each !== key));
                  }}
                />
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
      <InlineError error={take.error} />
      {mayTake && data !== undefined && profile === undefined && (
        <p className={css.hint}>{t('interviews:signs.no_profile')}</p>
      )}
      {mayTake && profile !== undefined && (
        <div className={css.taking}>
          <Select
            aria-label={t('interviews:signs.profile')}
            data={profiles.map(({ profile_id, name }) => ({ value: String(profile_id), label: name }))}
            value={String(profile.profile_id)}
            allowDeselect={false}
            onChange={setWanted}
          />
          <Button variant="default" disabled={chosen.length === 0} loading={take.isPending} onClick={send}>
            {t('interviews:signs.take', { count: chosen.length })}
          </Button>
        </div>
      )}
    </>
  );
}
