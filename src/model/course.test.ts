import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOON, randomCatalogue, randomModel, randomPerson, subjectOf } from '../../test/harness/random-model.ts';
import { bandAfter } from './band.ts';
import { scoreCourse } from './course.ts';
import { prepareModel, shownOf } from './evaluate.ts';
import { readModel } from './read-model.ts';

const DAY = 86_400_000;

describe('the course of a random score', () => {
  it('shows at every instant what a reading at that instant shows, with the band that follows from what came before', () => {
    fc.assert(
      fc.property(
        randomModel,
        randomPerson,
        fc.array(fc.nat(20 * DAY), { maxLength: 10 }),
        (model, person, instants) => {
          const ready = prepareModel(model, randomCatalogue, 'Europe/Chisinau');
          const subject = subjectOf(person);
          const changed = NOON - 5 * DAY;
          // Everybody gets another title five days before the end.
          const readAt = (at: number) => (field: string) =>
            field === 'person.title' && at < changed ? 'Clerk' : subject.read(field);
          const from = NOON - 20 * DAY;
          const { points, complete } = scoreCourse(
            ready,
            { readAt, changes: [changed], hits: subject.hits, adjustments: subject.adjustments },
            from,
            NOON,
          );
          expect(complete).toBe(true);
          for (const offset of instants) {
            const at = from + offset;
            const shown = shownOf(model, readModel(ready, { ...subject, read: readAt(at) }, at));
            const inCourse = points.findLast((point) => Date.parse(point.at) <= at);
            expect({ ...inCourse, at: null, band: null }).toEqual({ ...shown, at: null, band: null });
          }
          let band: string | null = null;
          for (const point of points) {
            band = bandAfter(model.bands, band, point.points);
            expect(point.band).toBe(band);
          }
        },
      ),
      { seed: 20260401, numRuns: 150 },
    );
  });

  it('ends at the most points asked for, and says so', () => {
    const ready = prepareModel(
      {
        format: 1,
        name: 'Fading',
        signals: { seen: { name: 'Seen', when: { combinator: 'and', rules: [] } } },
        dimensions: [
          {
            key: 'engagement',
            name: 'Engagement',
            groups: [
              {
                key: 'seen',
                name: 'Seen',
                take: 'sum',
                terms: [
                  { kind: 'signal', key: 'seen', signal: 'seen', points: 40, decay: { curve: 'linear', days: 40 } },
                ],
              },
            ],
          },
        ],
        bands: [{ key: 'cold' }],
      },
      randomCatalogue,
      'UTC',
    );
    const history = {
      readAt: () => () => undefined,
      changes: [],
      hits: new Map([['seen', [{ occurred_at: NOON, id: 1 }]]]),
    };
    const all = scoreCourse(ready, history, NOON - DAY, NOON + 50 * DAY);
    expect(all.complete).toBe(true);
    expect(all.points.map((point) => point.points)).toEqual([
      0,
      ...Array.from({ length: 41 }, (_, index) => 40 - index),
    ]);
    // 0.5 is shown as 1, and so is what rounds to 0.500000: half a millionth takes 43.2 ms to go.
    expect(all.points.at(-1)?.at).toBe(new Date(NOON + 39.5 * DAY + 44).toISOString());
    expect(scoreCourse(ready, history, NOON - DAY, NOON + 50 * DAY, { most: 3 })).toEqual({
      points: all.points.slice(0, 3),
      complete: false,
    });
  });
});
