import { type Condition, isGroup, type Rule } from './format.ts';

/** All rules of a condition, in reading order. */
export function* listRules(condition: Condition): Generator<Rule> {
  for (const node of condition.rules) {
    if (isGroup(node)) yield* listRules(node);
    else yield node;
  }
}

/** The names of the fields a condition reads, each once, in reading order. */
export function listFields(condition: Condition): string[] {
  return [...new Set(Array.from(listRules(condition), (rule) => rule.field))];
}

/** The keys of the signals a condition asks about (`signal.<key>`, `signal.<key>.last`), each once, in reading order. */
export function listSignals(condition: Condition): string[] {
  const keys = listFields(condition).filter((field) => field.startsWith('signal.'));
  return [...new Set(keys.map((field) => field.split('.')[1] as string))];
}
