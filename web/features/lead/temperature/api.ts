import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { TemperatureAnswer, TemperatureBody } from '../../../../src/flow/work/contract.ts';
import { api } from '../../../lib/request.ts';

/** Says by hand how warm a person is. */
export function useSetTemperature(id: number) {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (wish: TemperatureBody) =>
      api.post<z.infer<typeof TemperatureAnswer>>(`/api/people/${id}/temperature`, wish),
    onSuccess: () => client.invalidateQueries({ queryKey: ['person'] }),
  });
}

/** Ends what was said by hand: one thing, or where none is named all of it. */
export function useEndTemperature(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (temperature?: number) =>
      api.delete(`/api/people/${id}/temperature${temperature === undefined ? '' : `/${temperature}`}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['person'] }),
  });
}
