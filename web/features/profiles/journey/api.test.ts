import { expect, it } from 'vitest';
import { ALWAYS } from '../../../../src/conditions/format.ts';
import { concerns } from '../../../lib/live.ts';
import { type JourneyMap, journeyPeopleQuery, journeyQuery } from './api.ts';
import { changeStage, moveStage, NOBODY, newStage, putStage, type Stage } from './stages.ts';

const stages = ['Sees', 'Asks'].reduce<readonly Stage[]>(
  (before, name) => putStage(before, newStage(before, name, NOBODY), before.length),
  [],
);
const keyOf = (now: readonly Stage[], revision = 2) => {
  const profile = { profile_id: 7, key: 'boss', name: 'Boss', kind: 'persona', archived: false } as const;
  const map: JourneyMap = { profile, stages: [...now], revision, changed_at: null, changed_by: null };
  return journeyPeopleQuery(map).queryKey;
};

it('people are counted anew for other conditions, another order or other stages, not for what is written of them', () => {
  const counted = keyOf(stages);
  expect(keyOf(changeStage(stages, 'stage_1', { name: 'Hears of us', obstacles: 'Late' }), 3)).toEqual(counted);
  for (const other of [
    changeStage(stages, 'stage_1', { when: ALWAYS }),
    moveStage(stages, 'stage_1', 1),
    stages.slice(1),
  ])
    expect(keyOf(other)).not.toEqual(counted);
});

it('a journey that somebody keeps is read again, and nobody is counted for it', () => {
  const kept = { topic: 'journey', ids: [7] };
  expect(concerns(kept, journeyQuery(7).queryKey)).toBe(true);
  expect(concerns(kept, keyOf(stages))).toBe(false);
});
