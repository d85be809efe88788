import type { passwordChars } from '../../../src/access/contract.ts';

/** How long a password is: the contract's own numbers, without bringing its schemas into the browser. */
export const PASSWORD_CHARS: typeof passwordChars = { min: 10, max: 128 };
