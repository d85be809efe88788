import { Button, Skeleton } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { useKeeping } from '../../../lib/use-keeping.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { KeepQuestions, KeepWords } from '../../../parts/keeping.tsx';
import { Page, PageHeader } from '../../../parts/page-header.tsx';
import { type JourneyMap, journeyQuery, keptJourney, proposeJourney, putJourney } from './api.ts';
import css from './journey.module.css';
import { JourneyColumns } from './journey-columns.tsx';
import { Proposed, useProposal } from './proposed.tsx';
import { canKeep, NOBODY, newStage, putStage, type Stage } from './stages.ts';

/** The way of those who fit a profile, from the first awareness to the contract. */
export function JourneyPage() {
  const { profileId } = useParams({ from: '/frame/scoring/profiles/$profileId/journey' });
  const { data, error, refetch } = useQuery(journeyQuery(profileId));
  // What is being written stays on the screen, whatever reading it again says.
  if (data === undefined && error !== null) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <Page wide>
        <Skeleton mt={20} height={420} className="pl-late" />
      </Page>
    );
  return <Journey key={profileId} map={data} />;
}

function Journey({ map }: { map: JourneyMap }) {
  const t = useT();
  const client = useQueryClient();
  const mayWrite = useMay('scoring.write');
  const { profile_id: id, name, archived } = map.profile;
  const [stages, setStages] = useState<readonly Stage[]>(map.stages);
  const proposal = useProposal(() => proposeJourney(id), setStages);
  const keeping = useKeeping<readonly Stage[]>({
    document: stages,
    incoming: keptJourney(map),
    isNewer: (revision, than) => revision > than,
    valid: canKeep(stages),
    put: async (next, over) => {
      const saved = await putJourney(id, next, over);
      client.setQueryData(journeyQuery(id).queryKey, saved);
      return keptJourney(saved);
    },
    read: async () => keptJourney(await client.query({ ...journeyQuery(id), staleTime: 0 })),
    show: setStages,
  });
  const edits = mayWrite && !archived;
  const begin = () => setStages(putStage([], newStage([], t('journey:usual.awareness'), NOBODY), 0));
  return (
    <Page wide>
      <PageHeader
        title={t('journey:title', { name })}
        lead={t('journey:lead')}
        actions={
          <div className={css.actions}>
            <KeepWords keeping={keeping.state} at={keeping.kept.at} />
            <Button variant="default" renderRoot={(props) => <Link to="/scoring/profiles" {...props} />}>
              {t('journey:back')}
            </Button>
          </div>
        }
      />
      <KeepQuestions keeping={keeping} />
      {archived && <p className={css.note}>{t('journey:archived')}</p>}
      {proposal.made !== undefined && <Proposed proposal={proposal.made} onClose={proposal.close} />}
      {stages.length === 0 ? (
        <EmptyState
          icon={<IconRoute size={22} stroke={1.75} />}
          title={t('journey:none')}
          text={t('journey:none_text')}
          action={
            edits && (
              <>
                <Button loading={proposal.isPending} onClick={proposal.make}>
                  {t('journey:propose')}
                </Button>
                <Button variant="default" onClick={begin}>
                  {t('journey:begin')}
                </Button>
              </>
            )
          }
        />
      ) : (
        <JourneyColumns map={map} stages={stages} onChange={edits ? setStages : undefined} />
      )}
    </Page>
  );
}
