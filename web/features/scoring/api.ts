import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Distribution,
  ModelList,
  ModelVersion,
  Rescoring,
  VersionList,
} from '../../../src/flow/scoring/contract.ts';
import { api } from '../../lib/request.ts';

export type ModelEntry = z.infer<typeof ModelList>['models'][number];
export type VersionEntry = z.infer<typeof VersionList>['versions'][number];

/** Points move with every touch; a picture of everybody need not follow each of them. */
const PICTURE_MS = 30_000;
const RESCORING_MS = 1000;
const COUNTING_MS = 1500;

/** The workspace's models, the primary one first. */
export const modelsQuery = queryOptions({
  queryKey: ['model', { list: true }],
  queryFn: async ({ signal }) => (await api.get<z.infer<typeof ModelList>>('/api/models', undefined, signal)).models,
});

/** A version with its document, and for how many people its terms hold. */
export const versionQuery = (model: number, version: number | 'live') =>
  queryOptions({
    queryKey: ['model', model, 'version', version],
    queryFn: ({ signal }) => api.get<ModelVersion>(`/api/models/${model}/versions/${version}`, undefined, signal),
    // Looking at a live version has its terms counted; the first count is worth waiting for.
    refetchInterval: ({ state: { data } }) => (data?.is_live && data.counts === null ? COUNTING_MS : false),
  });

/** Every version of a model without its document, newest first. */
export const versionsQuery = (model: number) =>
  queryOptions({
    queryKey: ['model', model, 'versions'],
    queryFn: async ({ signal }) =>
      (await api.get<z.infer<typeof VersionList>>(`/api/models/${model}/versions`, undefined, signal)).versions,
  });

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
