import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { checkCondition, placeProblems } from '../../../conditions/check.ts';
import { Condition } from '../../../conditions/format.ts';
import { loadContext } from '../../identity/index.ts';
import { termCatalogue } from '../catalogue.ts';

/** A condition on people as it was sent (`body.when`), checked; it refers to no profile. Throws `condition_invalid` with every problem. */
export async function readWhen(tx: Tx, workspaceId: number, when: unknown): Promise<Condition> {
  const problems = checkCondition(when, termCatalogue(await loadContext(tx, workspaceId)));
  if (problems.length === 0) return Condition.parse(when);
  const errors = placeProblems(problems, ['body', 'when']);
  throw new AppError('condition_invalid', `The condition cannot be understood: ${errors[0]?.message}`, { errors });
}
