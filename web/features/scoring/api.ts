import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Distribution, ModelVersion, Rescoring } from '../../../src/flow/scoring/contract.ts';
import { api } from '../../lib/request.ts';

export { type ModelEntry, modelsQuery, type VersionEntry, versionQuery, versionsQuery } from '../../lib/models.ts';

/** Points move with every touch; a picture of everybody need not follow each of them. */
const PICTURE_MS = 30_000;
const RESCORING_MS = 1000;

/** How points are spread over people now. */
export const distributionQuery = (model: number) =>
  queryOptions({
    queryKey: ['model', model, 'distribution'],
    queryFn: ({ signal }) => api.get<Distribution>(`/api/models/${model}/distribution`, undefined, signal),
    refetchInterval: PICTURE_MS,
  });

/** How far everybody has been put under the live version. */
export const rescoringQuery = (model: number) =>
  queryOptions({
    queryKey: ['model', model, 'rescoring'],
    queryFn: ({ signal }) => api.get<z.infer<typeof Rescoring>>(`/api/models/${model}/rescoring`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.running ? RESCORING_MS : false),
  });

/** Makes a version live: publishes a draft, or goes back to an older version. Everybody is scored anew. */
export function usePublish(model: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => api.post<ModelVersion>(`/api/models/${model}/versions/${version}/publish`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['model'] }),
  });
}
