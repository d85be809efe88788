import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  JourneyMap,
  JourneyPeople,
  JourneyProposal,
  Stage,
} from '../../../../src/flow/learning/journey-maps/contract.ts';
import { api } from '../../../lib/request.ts';
import type { Kept } from '../../../lib/use-keeping.ts';

export type { JourneyMap, JourneyPeople, JourneyProposal };

/** The journey of a profile; without stages where nobody has begun. */
export const journeyQuery = (profileId: number) =>
  queryOptions({
    queryKey: ['journey', profileId],
    queryFn: ({ signal }) => api.get<JourneyMap>(`/api/profiles/${profileId}/journey`, undefined, signal),
  });

/**
 * Who is where on a journey. Everybody is counted for it, so what is only written about a stage does not make it stale: its key is no
 * topic of the live stream, and names what is counted by.
 */
export const journeyPeopleQuery = ({ profile, stages }: JourneyMap) =>
  queryOptions({
    queryKey: ['journey-people', profile.profile_id, stages.map(({ key, when }) => [key, when])],
    queryFn: ({ signal }) =>
      api.get<JourneyPeople>(`/api/profiles/${profile.profile_id}/journey/people`, undefined, signal),
    placeholderData: keepPreviousData,
  });

/** Stages to begin with, made from what the workspace counts. */
export const proposeJourney = (profileId: number) =>
  api.get<JourneyProposal>(`/api/profiles/${profileId}/journey/proposal`);

/** Keeps the stages over the revision that is known. */
export const putJourney = (profileId: number, stages: readonly Stage[], over: number) =>
  api.put<JourneyMap>(`/api/profiles/${profileId}/journey`, { stages, over });

/** A journey as a document that is kept by itself. */
export const keptJourney = (map: JourneyMap): Kept<readonly Stage[]> => ({
  document: map.stages,
  revision: map.revision,
  at: map.changed_at,
  by: map.changed_by,
});
