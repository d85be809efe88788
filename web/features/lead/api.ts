import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PersonJourney } from '../../../src/flow/learning/journey-maps/contract.ts';
import type { NextSignalsAnswer } from '../../../src/flow/scoring/lab/contract.ts';
import type {
  AdjustmentAnswer,
  AdjustmentBody,
  CourseAnswer,
  ReceiptAnswer,
} from '../../../src/flow/work/card/contract.ts';
import type {
  ChangeAnswer,
  NoteAnswer,
  PersonAnswer,
  RawTouch,
  Timeline,
  TimelineKind,
} from '../../../src/flow/work/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { personQuery } from '../../lib/person.ts';
import { api } from '../../lib/request.ts';
import { type FieldChanges, type SavedFields, saveFields } from './save-fields.ts';

/** A score with its receipt, and the model it is read with. */
export type Explanation = z.infer<typeof ReceiptAnswer>;

const PAGE = 50;

/** What happened with a person, newest first, page by page. */
export const timelineQuery = (id: number, kinds: TimelineKind[]) =>
  infiniteQueryOptions({
    queryKey: ['person', id, 'timeline', kinds],
    queryFn: ({ pageParam, signal }) =>
      api.get<Timeline>(
        `/api/people/${id}/timeline`,
        { limit: PAGE, after: pageParam ?? undefined, kinds: kinds.length > 0 ? kinds.join(',') : undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** The complete reason for a person's score now, or as it was at an instant (ISO). */
export const receiptQuery = (id: number, at?: string) =>
  queryOptions({
    queryKey: ['person', id, 'receipt', ...(at === undefined ? [] : [at])],
    queryFn: ({ signal }) => api.get<Explanation>(`/api/people/${id}/receipt`, { at }, signal),
  });

/** What would change a person's score: the likeliest next signals, and when it falls by itself. */
export const nextSignalsQuery = (id: number) =>
  queryOptions({
    queryKey: ['person', id, 'next-signals'],
    queryFn: ({ signal }) => api.get<NextSignalsAnswer>(`/api/people/${id}/next-signals`, undefined, signal),
  });

type AdjustmentWish = z.input<typeof AdjustmentBody>;

/** Gives or takes points by hand. */
export function useAdjust(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: AdjustmentWish) =>
      api.post<z.infer<typeof AdjustmentAnswer>>(`/api/people/${id}/adjustments`, wish),
    meta: { showsErrors: true },
    onSuccess: () => client.invalidateQueries({ queryKey: ['person'] }),
  });
}

/** Ends points that were given by hand. */
export function useEndAdjustment(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (adjustment: number) => api.delete(`/api/people/${id}/adjustments/${adjustment}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['person'] }),
  });
}

/** How the score came to be what it is, over the last 90 days. */
export const courseQuery = (id: number) =>
  queryOptions({
    queryKey: ['person', id, 'course'],
    queryFn: ({ signal }) => api.get<z.infer<typeof CourseAnswer>>(`/api/people/${id}/course`, undefined, signal),
  });

/** At which stage of which journeys somebody is. */
export const journeyQuery = (id: number) =>
  queryOptions({
    queryKey: ['person', id, 'journey'],
    queryFn: ({ signal }) => api.get<PersonJourney>(`/api/people/${id}/journey`, undefined, signal),
  });

/** One touch as it came. */
export const touchQuery = (personId: number, touchId: number) =>
  queryOptions({
    queryKey: ['person', personId, 'touch', touchId],
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof RawTouch>>(`/api/people/${personId}/touches/${touchId}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A change of the card that is shown at once and taken back where the server refuses it. */
function useCardChange<Input, Answer>(
  id: number,
  send: (input: Input) => Promise<Answer>,
  apply: (card: Extract<PersonAnswer, { state: 'present' }>['card'], input: Input) => void,
) {
  const client = useQueryClient();
  const { queryKey } = personQuery(id);
  return useMutation({
    mutationFn: send,
    onMutate: async (input) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before?.state === 'present') {
        const next = structuredClone(before);
        apply(next.card, input);
        client.setQueryData(queryKey, next);
      }
      return before;
    },
    onError: (_error, _input, before) => {
      if (before !== undefined) client.setQueryData(queryKey, before);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['person'] }),
  });
}

/** Changes fields of the person; null empties one. Where that would merge two people the user is asked first. */
export const useChangeFields = (id: number) => {
  const t = useT();
  return useCardChange<FieldChanges, SavedFields>(
    id,
    (fields) => saveFields(id, fields, t),
    (card, fields) => {
      for (const field of card.fields)
        if (field.key in fields) Object.assign(field, { value: fields[field.key], origin: null });
    },
  );
};

/** Gives the open lead to somebody, or to nobody. */
export const useChangeOwner = (id: number) =>
  useCardChange(
    id,
    (owner: { id: string; name: string } | null) =>
      api.put<z.infer<typeof ChangeAnswer>>(`/api/people/${id}/owner`, { owner_id: owner?.id ?? null }),
    (card, owner) => {
      const open = card.leads.find((lead) => lead.closed_at === null);
      if (open !== undefined) open.owner = owner;
    },
  );

function useTimelineChange<Input>(id: number, send: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: ['person', id, 'timeline'] }),
  });
}

/** Writes a note. */
export const useAddNote = (id: number) =>
  useTimelineChange(id, (body: string) => api.post<z.infer<typeof NoteAnswer>>(`/api/people/${id}/notes`, { body }));

/** Changes a note of one's own. */
export const useChangeNote = (id: number) =>
  useTimelineChange(id, ({ noteId, body }: { noteId: number; body: string }) =>
    api.patch(`/api/people/${id}/notes/${noteId}`, { body }),
  );

/** Removes a note of one's own. */
export const useRemoveNote = (id: number) =>
  useTimelineChange(id, (noteId: number) => api.delete(`/api/people/${id}/notes/${noteId}`));

/** Brings a removed note back as it was. */
export const useRestoreNote = (id: number) =>
  useTimelineChange(id, (noteId: number) => api.post(`/api/people/${id}/notes/${noteId}/restore`));
