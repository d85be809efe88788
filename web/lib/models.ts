import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ModelList, ModelVersion, VersionList } from '../../src/flow/scoring/contract.ts';
import { api } from './request.ts';

export type ModelEntry = z.infer<typeof ModelList>['models'][number];
export type VersionEntry = z.infer<typeof VersionList>['versions'][number];

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
