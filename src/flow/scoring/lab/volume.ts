import type { z } from 'zod';
import type { Db } from '../../../base/db.ts';
import { type AskedModel, readQuestion } from './asked-model.ts';
import type { Sample, VolumeAnswer, VolumeBody } from './contract.ts';
import { inLab } from './in-lab.ts';
import { bandWalk } from './looks.ts';
import { type Past, readPasts } from './pasts.ts';
import { drawPeople, estimate } from './sample.ts';

/** People read at most, one by one. */
export const VOLUME_READS = 1_000;

const WEEK = 7 * 86_400_000;

/**
 * How many people rose into each band in each of the last weeks, under the live model and the one asked about. `now` is epoch ms. Throws what
 * `readQuestion` throws.
 */
export async function volume(
  app: Db,
  workspaceId: number,
  modelId: number,
  body: z.output<typeof VolumeBody>,
  now: number,
): Promise<VolumeAnswer> {
  const at = body.at === undefined ? now : Math.min(now, Date.parse(body.at));
  const starts = Array.from({ length: body.weeks }, (_, week) => at - (body.weeks - week) * WEEK);
  return inLab(app, workspaceId, async (tx) => {
    const { context, after, before } = await readQuestion(tx, workspaceId, modelId, body);
    const among = body.who === 'leads' ? 'any_lead' : 'everybody';
    const drawn = await drawPeople(tx, workspaceId, among, VOLUME_READS, { named: true });
    const models = before && before !== after ? [after, before] : [after];
    const pasts = await readPasts(tx, workspaceId, drawn.ids ?? [], models, context, at);
    const [then, live = then] = models.map((each, index) =>
      countRises(
        each,
        pasts.map((own) => own[index] as Past),
        starts,
        at,
      ),
    ) as [Rises, Rises?];
    const handed = after.model.bands.slice(1).map(({ key }) => key);
    const flows = (tell: (rises: Rise) => { value: number; error: number }) =>
      handed.map((band) => {
        const { value, error } = tell(then.get(band) as Rise);
        const was = live.get(band);
        return { band, before: before ? (was ? tell(was).value : 0) : null, after: value, error };
      });
    return {
      live_version: before?.version ?? null,
      sample: { people: drawn.people, read: drawn.read },
      weeks: starts.map((start, week) => ({
        starts_at: new Date(start).toISOString(),
        ends_at: new Date(start + WEEK).toISOString(),
        bands: flows(({ people }) => estimate(drawn, people[week] ?? 0)),
      })),
      average: flows((rise) => averageOf(drawn, rise, body.weeks)),
    };
  });
}

/** Rises per week with their standard error: some people rise in several weeks, so people, not rises, are what was drawn. */
function averageOf(sample: Sample, { people, squares }: Rise, weeks: number): { value: number; error: number } {
  const { read } = sample;
  const rises = people.reduce((sum, each) => sum + each, 0);
  const variance = read < 2 || read >= sample.people ? 0 : (squares - rises ** 2 / read) / (read - 1);
  const error = sample.people * Math.sqrt((variance / Math.max(read, 1)) * (1 - read / Math.max(sample.people, 1)));
  const scale = read === 0 ? 0 : sample.people / read;
  return { value: tenth((rises * scale) / weeks), error: tenth(error / weeks) };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** How many people rose into a band or above it from below in each week; `squares`: of the weeks in which each person did. */
export type Rise = { people: number[]; squares: number };
export type Rises = Map<string, Rise>;

/**
 * Counts them; `starts` are the weeks' beginnings, each week ending where the next begins, the last at `until` (epoch ms). A week's first
 * instant still belongs to the week before. Who was never known before was in the lowest band.
 */
export function countRises(
  { model }: AskedModel,
  pasts: readonly Past[],
  starts: readonly number[],
  until: number,
): Rises {
  const { bands } = model;
  const rises: Rises = new Map(bands.slice(1).map(({ key }) => [key, { people: starts.map(() => 0), squares: 0 }]));
  const first = starts[0] ?? until;
  const hasMargin = bands.some((band) => band.margin);
  for (const past of pasts) {
    const counted = new Set<string>();
    let place = 0;
    for (const { at, place: now } of bandWalk(past, hasMargin ? past.first_at : first, until)) {
      const week = Math.ceil((at - first) / WEEK) - 1;
      // At the first look into a time that began earlier, nobody has risen yet.
      const isStart = at <= first;
      for (let band = place + 1; !isStart && week >= 0 && band <= now; band++) {
        const key = bands[band]?.key as string;
        if (counted.has(`${week} ${key}`)) continue;
        counted.add(`${week} ${key}`);
        const { people } = rises.get(key) as Rise;
        people[week] = (people[week] ?? 0) + 1;
      }
      place = now;
    }
    for (const [key, rise] of rises)
      rise.squares += [...counted].filter((each) => each.endsWith(` ${key}`)).length ** 2;
  }
  return rises;
}
