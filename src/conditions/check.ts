import { z } from 'zod';
import { type Catalogue, type Field, findField, operatorsFor } from './catalogue.ts';
import { readComparison } from './comparison.ts';
import { Condition, LIMITS, OPERATORS, type Operator } from './format.ts';
import { splitOperator } from './prepare.ts';

/** One thing that is wrong with a condition: where (`['rules', 0, 'value']`), what was found there, and what was expected. */
export type Problem = { path: readonly (string | number)[]; found: unknown; expected: string };

type Path = readonly (string | number)[];

/**
 * Every problem of a condition: its shape and size, and for each rule an unknown field, an operator that the field's type does
 * not have, a value that the operator cannot take. Empty when it can be saved. Takes anything, of any depth, and never throws.
 */
export function checkCondition(condition: unknown, catalogue: Catalogue): Problem[] {
  const problems: Problem[] = [];
  const rules = { left: LIMITS.rules };
  checkGroup(condition, [], catalogue, problems, rules);
  if (rules.left < 0) {
    problems.push({ path: [], found: LIMITS.rules - rules.left, expected: `at most ${LIMITS.rules} rules in all` });
  }
  return problems;
}

/**
 * A condition that may be saved, without the ids and marks an editor leaves on it. Throws a `ZodError` with one issue for every
 * problem, its path in the input and a message with what was found and expected.
 */
export function parseCondition(input: unknown, catalogue: Catalogue): Condition {
  const problems = checkCondition(input, catalogue);
  if (problems.length > 0) {
    throw new z.ZodError(placeProblems(problems, []).map((problem) => ({ code: 'custom', ...problem, input })));
  }
  return Condition.parse(input);
}

/** Problems as an answer names them: each where it is in what was sent, of which the condition is the part `at`, in a sentence. */
export function placeProblems(
  problems: readonly Problem[],
  at: Path,
): { path: (string | number)[]; message: string }[] {
  return problems.map((problem) => ({ path: [...at, ...problem.path], message: sayProblem(problem) }));
}

/** A problem in a sentence: `Expected a number, found "abc"`. */
export function sayProblem({ found, expected }: Problem): string {
  const text = found === undefined ? 'nothing' : (JSON.stringify(found) ?? String(found));
  return `Expected ${expected}, found ${text.length > 100 ? `${text.slice(0, 100)}…` : text}`;
}

function checkGroup(
  node: unknown,
  path: Path,
  catalogue: Catalogue,
  problems: Problem[],
  rules: { left: number },
): void {
  const depth = path.length / 2;
  if (!isObject(node)) return void problems.push({ path, found: node, expected: 'a group of rules' });
  if (depth >= LIMITS.depth) {
    problems.push({ path, found: 'a deeper group', expected: `at most ${LIMITS.depth} groups inside each other` });
    return;
  }
  if (node.combinator !== 'and' && node.combinator !== 'or') {
    problems.push({ path: [...path, 'combinator'], found: node.combinator, expected: 'and or or' });
  }
  if (node.not !== undefined && typeof node.not !== 'boolean') {
    problems.push({ path: [...path, 'not'], found: node.not, expected: 'true or false' });
  }
  checkMuted(node, path, problems);
  if (!Array.isArray(node.rules)) {
    problems.push({ path: [...path, 'rules'], found: node.rules, expected: 'a list of rules and groups' });
    return;
  }
  for (const [index, member] of node.rules.entries()) {
    if (--rules.left < 0) continue;
    const at = [...path, 'rules', index];
    if (isObject(member) && 'rules' in member) checkGroup(member, at, catalogue, problems, rules);
    else checkRule(member, at, catalogue, problems);
  }
}

function checkRule(node: unknown, path: Path, catalogue: Catalogue, problems: Problem[]): void {
  if (!isObject(node)) return void problems.push({ path, found: node, expected: 'a rule or a group of rules' });
  checkMuted(node, path, problems);
  if (node.valueSource !== undefined && node.valueSource !== 'value') {
    problems.push({ path: [...path, 'valueSource'], found: node.valueSource, expected: 'value' });
  }
  const field = typeof node.field === 'string' ? findField(catalogue, node.field) : undefined;
  if (!field || !isUsableName(field.name)) {
    return void problems.push({ path: [...path, 'field'], found: node.field, expected: 'a field of the catalogue' });
  }
  const operators = operatorsFor(field.type);
  if (!operators.includes(node.operator as Operator)) {
    const known = OPERATORS.includes(node.operator as Operator) ? `an operator of ${field.type}` : 'an operator';
    const expected = `${known} (${operators.join(', ')})`;
    return void problems.push({ path: [...path, 'operator'], found: node.operator, expected });
  }
  const problem = checkValue(field, node.operator as Operator, node.value);
  if (problem) problems.push({ ...problem, path: [...path, 'value', ...problem.path] });
}

function checkValue(field: Field, operator: Operator, value: unknown): Problem | undefined {
  // What a day means differs between time zones, but not which values are days.
  const comparison = readComparison(field, splitOperator(operator).positive, value, 'UTC');
  if ('expected' in comparison) {
    const found = comparison.path.reduce((inner, key) => (inner as Record<string | number, unknown>)?.[key], value);
    return { ...comparison, found };
  }
  if (!field.options || field.type !== 'select' || comparison.kind === 'known') return undefined;
  const allowed = new Set(field.options.map((option) => option.value));
  const unlisted = [value].flat().findIndex((text) => !allowed.has(text as string));
  if (unlisted < 0) return undefined;
  const expected = `one of ${[...allowed].join(', ')}`;
  return { path: Array.isArray(value) ? [unlisted] : [], found: [value].flat()[unlisted], expected };
}

function checkMuted(node: Record<string, unknown>, path: Path, problems: Problem[]): void {
  // A muted rule would say one thing in the editor and another when asked.
  if (node.muted !== undefined && node.muted !== false)
    problems.push({ path: [...path, 'muted'], found: node.muted, expected: 'no muted rules' });
}

function isUsableName(name: string): boolean {
  return name.length <= 200 && name.isWellFormed() && !name.includes('\0');
}

function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
