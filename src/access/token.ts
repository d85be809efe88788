import { createHash, randomBytes } from 'node:crypto';

/** What a token begins with says what it is for, so that a leaked one is recognised at sight and by scanners. */
export const tokenPrefixes = { secret: 'plsk_', write: 'plwk_', invitation: 'plin_', password: 'plpw_' } as const;
export type TokenKind = keyof typeof tokenPrefixes;

export type NewToken = {
  /** The secret itself; shown once, never stored. */
  token: string;
  /** What is stored instead (SHA-256; 256 random bits need no salt and no slow hash). */
  hash: Buffer;
  /** The first characters, by which people tell keys apart: `plsk_Ab3dE…`. */
  shown: string;
};

/** A fresh token of 256 random bits. */
export function makeToken(kind: TokenKind): NewToken {
  const token = `${tokenPrefixes[kind]}${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token), shown: `${token.slice(0, 10)}…` };
}

/** The SHA-256 under which a token is looked up. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Which kind of token a text is by its form; undefined for anything else, which then needs no look-up. */
export function readTokenKind(text: string): TokenKind | undefined {
  const match = /^(pl[a-z]{2}_)[\w-]{43}$/.exec(text);
  if (!match) return undefined;
  return (Object.keys(tokenPrefixes) as TokenKind[]).find((kind) => tokenPrefixes[kind] === match[1]);
}
