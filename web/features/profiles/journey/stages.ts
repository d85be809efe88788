import { ALWAYS, type Condition } from '../../../../src/conditions/format.ts';
import { MOST_STAGES, type Stage } from '../../../../src/flow/learning/journey-maps/contract.ts';

export type { Stage };

/** What a stage begins with that nobody has said anything about: an "any of" without anything in it holds for nobody. */
export const NOBODY: Condition = { combinator: 'or', rules: [] };

/** A stage in which only the name and the condition are said. */
export function newStage(stages: readonly Stage[], name: string, when: Condition): Stage {
  return {
    key: freeKey(stages),
    name,
    when,
    feeling: { face: 3, text: '' },
    obstacles: '',
    questions: '',
    offers: '',
    known_from: [],
  };
}

/**
 * The stages with one more at a place; the same where there are as many as a map may have. One that comes back after another has
 * got its key is given a key of its own.
 */
export function putStage(stages: readonly Stage[], stage: Stage, at: number): readonly Stage[] {
  if (stages.length >= MOST_STAGES) return stages;
  const taken = stages.some(({ key }) => key === stage.key);
  return stages.toSpliced(at, 0, taken ? { ...stage, key: freeKey(stages) } : stage);
}

function freeKey(stages: readonly Stage[]): string {
  const taken = new Set(stages.map(({ key }) => key));
  let n = stages.length + 1;
  while (taken.has(`stage_${n}`)) n += 1;
  return `stage_${n}`;
}

/** The stages with one of them changed. */
export function changeStage(stages: readonly Stage[], key: string, change: Partial<Stage>): readonly Stage[] {
  return stages.map((stage) => (stage.key === key ? { ...stage, ...change } : stage));
}

/** The stages with one of them at another place; the same where it stands there, or where there is no such place. */
export function moveStage(stages: readonly Stage[], key: string, to: number): readonly Stage[] {
  const from = stages.findIndex((stage) => stage.key === key);
  const stage = stages[from];
  if (stage === undefined || from === to || to < 0 || to >= stages.length) return stages;
  return stages.toSpliced(from, 1).toSpliced(to, 0, stage);
}

/** Whether the stages can be kept: each has a name. */
export function canKeep(stages: readonly Stage[]): boolean {
  return stages.every(({ name }) => name.trim() !== '');
}

/** Whether a condition says anything; if not, whether it holds for everybody or for nobody. */
export function saysNothing({ rules, combinator, not }: Condition): 'everybody' | 'nobody' | undefined {
  if (rules.length > 0) return undefined;
  return (combinator === ALWAYS.combinator) !== (not === true) ? 'everybody' : 'nobody';
}

/** The points of a text, one per line. */
export function listLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
