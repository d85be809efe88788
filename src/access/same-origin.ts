import type { FastifyRequest } from 'fastify';
import { AppError } from '../base/errors.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a browser says that a page of ours made this request. `unknown` where nothing is said, as programs do.
 * Ours are the address that was asked and the public one.
 */
export function readOrigin(
  headers: { origin?: string | undefined; 'sec-fetch-site'?: unknown },
  host: string,
  publicUrl: string,
): 'ours' | 'foreign' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none' ? 'ours' : 'foreign';
  if (headers.origin === undefined) return 'unknown';
  if (!URL.canParse(headers.origin)) return 'foreign';
  const origin = new URL(headers.origin);
  return origin.host === host || origin.origin === new URL(publicUrl).origin ? 'ours' : 'foreign';
}

/**
 * Another site must not be able to act with the cookie of whoever visits it. Throws `forbidden` for a change that a
 * foreign page asks for, and with a cookie also for one that does not say where it comes from: programs send a key.
 */
export function assertOwnPage(
  request: FastifyRequest,
  publicUrl: string,
  { withCookie }: { withCookie: boolean },
): void {
  if (reading.has(request.method)) return;
  const origin = readOrigin(request.headers, request.host, publicUrl);
  if (origin === 'ours' || (origin === 'unknown' && !withCookie)) return;
  const said = request.headers.origin ?? (origin === 'foreign' ? 'another site' : 'nowhere');
  throw new AppError(
    'forbidden',
    `The request came from ${said}: changes with a session are made from ${publicUrl} only`,
  );
}
