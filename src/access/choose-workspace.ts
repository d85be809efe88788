import { AppError } from '../base/errors.ts';
import type { Membership } from './contract.ts';

/**
 * Which of a user's workspaces a request is about: the one it asks for, else the one worked in last, else the first real
 * one. Undefined for somebody who belongs nowhere. Throws `forbidden` where it asks for one that is not the user's.
 */
export function chooseWorkspace<M extends Pick<Membership, 'workspace_id' | 'kind'>>(
  memberships: M[],
  requested: string | undefined,
  last: number | null,
): M | undefined {
  if (requested !== undefined) {
    const found = memberships.find((each) => String(each.workspace_id) === requested);
    if (found) return found;
    throw new AppError('forbidden', `You are not a member of workspace ${requested}`, {
      detail: { reason: 'not_a_member' },
    });
  }
  return (
    memberships.find((each) => each.workspace_id === last) ??
    memberships.find((each) => each.kind === 'real') ??
    memberships[0]
  );
}
