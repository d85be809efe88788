import type { z } from 'zod';
import type { InputProblem } from './errors.ts';

type Issue = z.core.$ZodIssue;

/**
 * What a schema found wrong, flat, each with the path to it. Of a union the branch that came nearest is told: the one
 * whose first problem lies deepest.
 */
export function readZodProblems(error: { issues: Issue[] }): InputProblem[] {
  return error.issues.flatMap((issue) => readIssue(issue, []));
}

function readIssue(issue: Issue, before: InputProblem['path']): InputProblem[] {
  const path = [...before, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.map((issues) => issues.flatMap((each) => readIssue(each, path)));
    const nearest = branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
    if (depth(nearest) > path.length) return nearest;
  }
  return [{ path, message: issue.message }];
}

function depth(problems: InputProblem[]): number {
  return problems[0]?.path.length ?? 0;
}
