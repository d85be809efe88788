import fc from 'fast-check';
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

it('a removed stage that comes back has a key of its own, whatever was added meanwhile', () => {
  const signs = stages[2] as Stage;
  const fewer = stages.slice(0, 2);
  expect(putStage(fewer, signs, 2)[2]).toBe(signs);
  const added = putStage(fewer, newStage(fewer, 'Again', NOBODY), 2);
  expect(added[2]?.key).toBe(signs.key);
  expect(putStage(added, signs, 2).map(({ name, key }) => [name, key])).toEqual([
    ['Sees', 'stage_1'],
    ['Asks', 'stage_2'],
    ['Signs', 'stage_4'],
    ['Again', 'stage_3'],
  ]);
});

it('however stages are added, removed and put back, no two have one key', () => {
  const deed = fc.record({ deed: fc.constantFrom('add', 'remove', 'undo'), at: fc.nat(11) });
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      let now = stages;
      const removed: Stage[] = [];
      for (const { deed, at } of deeds) {
        if (deed === 'add') now = putStage(now, newStage(now, 'More', NOBODY), at);
        else if (deed === 'remove') {
          removed.push(...now.slice(at, at + 1));
          now = now.toSpliced(at, 1);
        } else for (const stage of removed.splice(-1)) now = putStage(now, stage, at);
        expect(new Set(now.map(({ key }) => key)).size).toBe(now.length);
      }
    }),
    { seed: 20261122 },
  );
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
