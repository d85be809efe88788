import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { EndedTemperatures, TemperatureAnswer, TemperatureBody } from '../../../../src/flow/work/contract.ts';
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

/** Ends one thing said by hand; what was said before it holds again. */
export function useEndTemperature(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (temperature: number) => api.delete(`/api/people/${id}/temperature/${temperature}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['person'] }),
  });
}

/** Ends all that was said by hand, so that the points speak; answers what ended. */
export function useLetPointsSay(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete<EndedTemperatures>(`/api/people/${id}/temperature`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['person'] }),
  });
}

/** Takes back that things said by hand were ended. */
export function useRestoreTemperatures(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ended: EndedTemperatures) => api.post(`/api/people/${id}/temperature/restore`, ended),
    onSuccess: () => client.invalidateQueries({ queryKey: ['person'] }),
  });
}
