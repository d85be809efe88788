import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AdviceAnswer,
  AdviceBody,
  CompareAnswer,
  CompareBody,
  CrossingsAnswer,
  CrossingsBody,
  LoadAnswer,
  LoadBody,
  OutcomesAnswer,
  OutcomesBody,
  PreviewAnswer,
  PreviewBody,
  SuggestAnswer,
  SuggestBody,
  VolumeAnswer,
  VolumeBody,
  WhatIfAnswer,
  WhatIfBody,
} from '../../../../src/flow/scoring/lab/contract.ts';
import { api } from '../../../lib/request.ts';

/** What a model would do was asked of people as they are: a minute later the answer is still good enough. */
const FRESH_MS = 60_000;

/** One question of the lab. While another answer is on its way, the one before it stays. */
const ask =
  <Body, Answer>(what: string) =>
  (model: number, body: Body) =>
    queryOptions({
      queryKey: ['lab', model, what, body],
      queryFn: ({ signal }) => api.post<Answer>(`/api/models/${model}/lab/${what}`, body, signal),
      placeholderData: keepPreviousData,
      staleTime: FRESH_MS,
      gcTime: FRESH_MS,
    });

/** How people stand under a draft, beside how they stand now. */
export const previewQuery = ask<z.input<typeof PreviewBody>, PreviewAnswer>('preview');

/** Who would cross into a band or out of it, with names and reasons. */
export const crossingsQuery = ask<z.input<typeof CrossingsBody>, CrossingsAnswer>('crossings');

/** How many people a week rise into each band, over the last weeks. */
export const volumeQuery = ask<z.input<typeof VolumeBody>, VolumeAnswer>('volume');

/** How well the score foretells who wins. */
export const outcomesQuery = ask<z.input<typeof OutcomesBody>, OutcomesAnswer>('outcomes');

/** Which threshold gives a wished volume or precision. */
export const suggestQuery = ask<z.input<typeof SuggestBody>, SuggestAnswer>('suggest');

/** Open leads in a band by their owner. */
export const loadQuery = ask<z.input<typeof LoadBody>, LoadAnswer>('load');

/** What in a model does nothing, counts twice or does not tell winners from the rest. */
export const adviceQuery = ask<z.input<typeof AdviceBody>, AdviceAnswer>('advice');

/** Two live models on what happened since a day. */
export const compareQuery = ask<z.input<typeof CompareBody>, CompareAnswer>('compare');

/** One person as they are and as they might be. */
export const whatIfQuery = ask<z.input<typeof WhatIfBody>, WhatIfAnswer>('what-if');
