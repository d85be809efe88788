import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Answers,
  Interview,
  InterviewEntry,
  InterviewList,
  InterviewSummary,
  RulesAnswer,
  RulesBody,
  SignsAnswer,
} from '../../../../src/flow/learning/interviews/contract.ts';
import { api } from '../../../lib/request.ts';
import type { Kept } from '../../../lib/use-keeping.ts';
import { profilesQuery } from '../api.ts';
import { tidyAnswers } from './answers.ts';

export type { Answers, Interview, InterviewEntry, InterviewSummary };

/** Who has answered, the latest first. */
export const interviewsQuery = queryOptions({
  queryKey: ['interview', { list: true }],
  queryFn: async ({ signal }) =>
    (await api.get<z.infer<typeof InterviewList>>('/api/interviews', undefined, signal)).interviews,
});

/** What one of them answered. */
export const interviewQuery = (id: number) =>
  queryOptions({
    queryKey: ['interview', id],
    queryFn: ({ signal }) => api.get<Interview>(`/api/interviews/${id}`, undefined, signal),
  });

/** What all of them said, compared with a model: the primary one without `model`. */
export const summaryQuery = (model: number | undefined) =>
  queryOptions({
    queryKey: ['interview', 'summary', model],
    queryFn: ({ signal }) => api.get<InterviewSummary>('/api/interviews/summary', { model_id: model }, signal),
  });

/** An interview as a document that is kept by itself. */
export const keptAnswers = ({ answers, revision, changed_at, user_id }: Interview): Kept<Answers> => ({
  document: answers,
  revision,
  at: revision === 0 ? null : changed_at,
  by: user_id,
});

/** Keeps one's answers over the revision that is known. */
export const putAnswers = (id: number, answers: Answers, over: number) =>
  api.put<Interview>(`/api/interviews/${id}`, { answers: tidyAnswers(answers), over });

/** One's own interview, begun where there is none. */
export function useBeginInterview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Interview>('/api/interviews'),
    onSuccess: (interview) => {
      client.setQueryData(interviewQuery(interview.interview_id).queryKey, interview);
      void client.invalidateQueries({ queryKey: interviewsQuery.queryKey });
    },
  });
}

/** Removes an interview with its answers. */
export function useRemoveInterview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.delete(`/api/interviews/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['interview'] }),
  });
}

/** Puts proposed rules into the draft of a model. */
export function useTakeRules() {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ model, ...body }: RulesBody & { model: number }) =>
      api.post<z.infer<typeof RulesAnswer>>(`/api/models/${model}/interview-rules`, body),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['interview', 'summary'] });
      void client.invalidateQueries({ queryKey: ['model'] });
    },
  });
}

/** Adds proposed signs to a profile. */
export function useTakeSigns() {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ profile, signs }: { profile: number; signs: string[] }) =>
      api.post<z.infer<typeof SignsAnswer>>(`/api/profiles/${profile}/interview-signs`, { signs }),
    onSuccess: () => client.invalidateQueries({ queryKey: profilesQuery.queryKey }),
  });
}
