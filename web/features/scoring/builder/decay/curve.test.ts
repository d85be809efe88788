import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decay } from '../../../../../src/model/format.ts';
import { shareLeft } from '../../../../../src/model/terms/decay.ts';
import { changeCurve, layoutCurve, pullHandle } from './curve.ts';

const days = fc.integer({ min: 1, max: 2000 });
const decays: fc.Arbitrary<Decay> = fc.oneof(
  fc.constant<Decay>({ curve: 'none' }),
  days.map((value): Decay => ({ curve: 'half_life', days: value })),
  days.map((value): Decay => ({ curve: 'linear', days: value })),
  days.map((value): Decay => ({ curve: 'cliff', days: value })),
  fc
    .uniqueArray(fc.tuple(days, fc.constantFrom(0, 0.25, 0.5, 1)), {
      minLength: 1,
      maxLength: 5,
      selector: ([each]) => each,
    })
    .map((steps): Decay => ({ curve: 'steps', steps: steps.toSorted(([a], [b]) => a - b) })),
);
const DAY = 86_400_000;

describe('the drawn curve', () => {
  it('goes through what is left of points at that age', () => {
    fc.assert(
      fc.property(decays, (decay) => {
        const { points } = layoutCurve(decay);
        for (const [index, point] of points.entries()) {
          const jumps = [points[index - 1], points[index + 1]].some((each) => each?.days === point.days);
          if (!jumps) expect(point.share).toBeCloseTo(shareLeft(decay, point.days * DAY), 6);
        }
      }),
      { seed: 21 },
    );
  });

  it('stays inside the picture, from left to right', () => {
    fc.assert(
      fc.property(decays, days, (decay, span) => {
        const { points } = layoutCurve(decay, span);
        for (const [index, { days: age, share }] of points.entries()) {
          expect(age).toBeLessThanOrEqual(span);
          expect(share >= 0 && share <= 1).toBe(true);
          if (index > 0) expect(age).toBeGreaterThanOrEqual(points[index - 1]?.days ?? 0);
        }
        expect(points.length).toBeGreaterThan(1);
      }),
      { seed: 22 },
    );
  });

  it('pulled anywhere by any handle is a decay that can be saved', () => {
    const pulls = fc.record({
      days: fc.double({ min: -50, max: 5000, noNaN: true }),
      share: fc.double({ min: -1, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(decays, fc.nat(4), pulls, (decay, handle, to) => {
        const { handles } = layoutCurve(decay);
        if (handles.length === 0) return;
        const spread =
          decay.curve !== 'steps'
            ? decay
            : { ...decay, steps: decay.steps.map(([d, s], i) => [d + i, s] as [number, number]) };
        const pulled = pullHandle(spread, handle % handles.length, to);
        expect(Decay.safeParse(pulled).success).toBe(true);
        if (pulled.curve === 'steps')
          for (const [index, [until]] of pulled.steps.entries())
            if (index > 0) expect(until).toBeGreaterThan(pulled.steps[index - 1]?.[0] ?? 0);
      }),
      { seed: 23 },
    );
  });

  it('changed into any other can be saved', () => {
    for (const curve of ['none', 'half_life', 'linear', 'cliff', 'steps'] as const)
      fc.assert(
        fc.property(decays, (decay) => {
          const changed = changeCurve(decay, curve);
          expect(changed.curve).toBe(curve);
          expect(Decay.safeParse(changed).success).toBe(true);
        }),
        { seed: 24, numRuns: 50 },
      );
  });
});
