import { z } from 'zod';
import { AskedOutcomes, Learnt, Sample, Share } from './asked.ts';

/** `POST …/lab/advice`: what in a model does nothing, counts twice, or does not tell winners from the rest. */
export const AdviceBody = AskedOutcomes;

export const AdviceAnswer = z.object({
  sample: Sample,
  /** Terms that hold for fewer than 1 in 1,000, or for more than 98 in 100. */
  idle: z.array(z.object({ term: z.string(), kind: z.enum(['nobody', 'everybody']), share: Share })),
  /** Two terms that hold together for at least 90 in 100 of those for whom either holds (20 people or more of the sample). */
  together: z.array(
    z.object({
      terms: z.tuple([z.string(), z.string()]),
      /** People of the sample. */
      both: z.int(),
      either: z.int(),
      overlap: z.number(),
    }),
  ),
  /**
   * Of people for whom a term held at some time before the win, how many won, against everybody else; null where fewer than
   * 20 of those read have won. A term is listed where 30 people read are on either side. `difference` of the two shares with
   * its 95 % interval (Newcombe).
   * `verdict`: `better` or `worse` where the interval leaves out 0; `no_better` where the holders are at most half as likely again as
   * the rest; else `unclear`.
   */
  conversion: z
    .object({
      learnt: Learnt,
      terms: z.array(
        z.object({
          term: z.string(),
          points: z.number(),
          holders: Share,
          rest: Share,
          difference: z.object({ value: z.number(), low: z.number(), high: z.number() }),
          verdict: z.enum(['better', 'no_better', 'worse', 'unclear']),
          /** Whether the verdict speaks against the sign of the term's points. */
          against: z.boolean(),
        }),
      ),
    })
    .nullable(),
  /** People read who have won, also where they are too few to judge terms by. */
  cases: z.int(),
});
export type AdviceAnswer = z.infer<typeof AdviceAnswer>;
