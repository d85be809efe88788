import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ArchivedModels,
  ModelChange,
  ModelState,
  NewModel,
  NewModelAnswer,
} from '../../../../src/flow/scoring/models/contract.ts';
import { api } from '../../../lib/request.ts';

/** Models that were put away, the latest first. */
export const archivedQuery = queryOptions({
  queryKey: ['model', { archived: true }],
  queryFn: async ({ signal }) =>
    (await api.get<z.infer<typeof ArchivedModels>>('/api/models/archived', undefined, signal)).models,
});

function useModelDeed<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: ['model'] }),
  });
}

/** Makes a model as a draft, from a preset or a copy. */
export const useMakeModel = () =>
  useModelDeed((body: z.input<typeof NewModel>) => api.post<z.infer<typeof NewModelAnswer>>('/api/models', body));

/** Gives a model another name, or makes lists and stages read it. */
export const useChangeModel = () =>
  useModelDeed(({ model, ...change }: z.infer<typeof ModelChange> & { model: number }) =>
    api.patch<ModelState>(`/api/models/${model}`, change),
  );

/** Puts a model away, or takes it out again. */
export const useArchiveModel = () =>
  useModelDeed(({ model, back = false }: { model: number; back?: boolean }) =>
    api.post<ModelState>(`/api/models/${model}/${back ? 'restore' : 'archive'}`),
  );
