import { expect, it } from 'vitest';
import { ALWAYS } from '../../../../src/conditions/format.ts';
import { canKeep, changeStage, moveStage, NOBODY, newStage, putStage, type Stage, saysNothing } from './stages.ts';

const stages = ['Sees', 'Asks', 'Signs'].reduce<readonly Stage[]>(
  (before, name) => putStage(before, newStage(before, name, NOBODY), before.length),
  [],
);
const names = (some: readonly Stage[]) => some.map(({ name }) => name).join(' ');

it('a stage keeps its key wherever it is moved, and none gets the key of another', () => {
  expect(names(moveStage(stages, 'stage_3', 0))).toBe('Signs Sees Asks');
  expect(names(moveStage(stages, 'stage_1', 1))).toBe('Asks Sees Signs');
  expect(moveStage(stages, 'stage_1', 3)).toBe(stages);
  const fewer = stages.toSpliced(0, 1);
  expect(newStage(fewer, 'Again', NOBODY).key).toBe('stage_4');
  expect(names(putStage(fewer, stages[0] as Stage, 0))).toBe('Sees Asks Signs');
});

it('a map has twelve stages at most, and each needs a name', () => {
  let many = stages;
  for (let n = 0; n < 20; n++) many = putStage(many, newStage(many, 'More', NOBODY), 0);
  expect(many).toHaveLength(12);
  expect(canKeep(stages)).toBe(true);
  expect(canKeep(changeStage(stages, 'stage_2', { name: ' ' }))).toBe(false);
});

it('a condition without rules holds for everybody or for nobody', () => {
  expect(saysNothing(ALWAYS)).toBe('everybody');
  expect(saysNothing(NOBODY)).toBe('nobody');
  expect(saysNothing({ ...NOBODY, not: true })).toBe('everybody');
});
