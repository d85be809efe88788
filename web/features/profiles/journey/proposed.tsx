import { CloseButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import type { JourneyProposal } from './api.ts';
import css from './journey.module.css';
import { newStage, putStage, type Stage } from './stages.ts';

/** Asks for a map to begin with, shows it in the user's language, and remembers what it was made of until that is closed. */
export function useProposal(ask: () => Promise<JourneyProposal>, show: (stages: readonly Stage[]) => void) {
  const t = useT();
  const [made, setMade] = useState<JourneyProposal>();
  const { mutate, isPending } = useMutation({
    mutationFn: ask,
    onSuccess: (proposal) => {
      show(
        proposal.stages.reduce<readonly Stage[]>((stages, { stage, when }) => {
          const usual = newStage(stages, t(`journey:usual.${stage}`), when);
          return putStage(stages, { ...usual, known_from: when.rules.length > 0 ? ['site'] : [] }, stages.length);
        }, []),
      );
      setMade(proposal);
    },
  });
  return { made, isPending, make: () => mutate(), close: () => setMade(undefined) };
}

/** What a proposal was made of, and what is still to be said. */
export function Proposed({ proposal, onClose }: { proposal: JourneyProposal; onClose: () => void }) {
  const t = useT();
  const formats = useFormats();
  const names = (signals: { name: string }[]) => formats.list(signals.map(({ name }) => name));
  return (
    <section className={css.proposed} aria-label={t('journey:proposed.title')}>
      <div>
        <p>{t('journey:proposed.title')}</p>
        <ul>
          {proposal.stages.map(({ stage, signals }) => (
            <li key={stage}>
              {t(
                stage === 'awareness'
                  ? 'journey:proposed.everybody'
                  : signals.length === 0
                    ? 'journey:proposed.nothing'
                    : 'journey:proposed.by',
                { stage: t(`journey:usual.${stage}`), signals: names(signals) },
              )}
            </li>
          ))}
        </ul>
        {proposal.unused.length > 0 && <p>{t('journey:proposed.unused', { signals: names(proposal.unused) })}</p>}
      </div>
      <CloseButton aria-label={t('common:action.close')} onClick={onClose} />
    </section>
  );
}
