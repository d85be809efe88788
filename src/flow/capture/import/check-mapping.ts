import { AppError, type InputProblem } from '../../../base/errors.ts';
import type { ImportMapping, ImportTarget } from './contract.ts';

/** Throws `mapping_invalid` with every problem by its path, unless the mapping can be used with these columns. */
export function assertMappingFits(mapping: ImportMapping, columns: readonly string[]): void {
  const problems: InputProblem[] = [];
  const names = new Set(columns);
  mapping.columns.forEach(({ column, target }, index) => {
    const path = ['mapping', 'columns', index];
    if (!names.has(column))
      problems.push({ path: [...path, 'column'], message: `${JSON.stringify(column)}: expected a column of the file` });
    problems.push(...findTargetProblems(target, path));
  });
  mapping.constants.forEach(({ target }, index) => {
    problems.push(...findTargetProblems(target, ['mapping', 'constants', index]));
  });
  if (mapping.time_zone !== undefined && !isTimeZone(mapping.time_zone)) {
    problems.push({
      path: ['mapping', 'time_zone'],
      message: `${JSON.stringify(mapping.time_zone)}: expected an IANA time zone`,
    });
  }
  const used = [...mapping.columns, ...mapping.constants].filter(
    ({ target }) => target.to !== 'ignore' && target.to !== 'property',
  );
  if (used.length === 0) {
    problems.push({
      path: ['mapping', 'columns'],
      message: 'expected at least one column that says something about a person or company',
    });
  }
  const [first] = problems;
  if (first)
    throw new AppError('mapping_invalid', `The mapping does not fit: ${first.path.join('.')} ${first.message}`, {
      errors: problems,
    });
}

function findTargetProblems(target: ImportTarget, path: InputProblem['path']): InputProblem[] {
  if (target.to !== 'identifier' || target.kind !== 'foreign_id' || target.system !== undefined) return [];
  return [
    { path: [...path, 'target', 'system'], message: 'missing: expected the system that a foreign id comes from' },
  ];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
