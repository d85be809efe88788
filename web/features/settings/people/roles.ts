import type { Role } from '../../../../src/access/contract.ts';
import type { useT } from '../../../lib/i18n.ts';

/** The roles, from the most to the least allowed. */
export const ROLES = Object.keys({
  administrator: true,
  marketing: true,
  head_of_sales: true,
  salesperson: true,
  viewer: true,
} satisfies Record<Role, true>) as Role[];

/** The roles as choices in the user's language. */
export const roleChoices = (t: ReturnType<typeof useT>) =>
  ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }));
