import type { FastifyRequest } from 'fastify';
import { findWriteKey } from '../../access/find-key.ts';
import type { FoundKey } from '../../access/queries/keys.ts';
import { countTry } from '../../access/rate-limit.ts';
import type { Db } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';

/** How often one address may come with a key that is none. */
const unknownKeys = { max: 60, seconds: 60 };

/**
 * The public write key that a request comes with: as the user name of Basic authorization, else the one found in its body or
 * address. Throws `not_signed_in` when there is none in force, `too_many_requests` for an address that keeps trying.
 */
export async function findKeyOfDoor(
  app: Db,
  request: FastifyRequest,
  fromBody: string | undefined,
  now: number,
): Promise<FoundKey> {
  const token = readBasicUser(request.headers.authorization) ?? fromBody;
  const key = token === undefined ? undefined : await findWriteKey(app, token.trim(), now);
  if (key) return key;
  const wait = await countTry(app, `write_key|${request.ip}`, unknownKeys, now);
  if (wait > 0) {
    throw new AppError('too_many_requests', 'Too many requests with a write key that is not valid', {
      retryAfterSeconds: wait,
    });
  }
  const shown = token === undefined ? 'No write key' : `Write key ${JSON.stringify(token.slice(0, 10))}…`;
  throw new AppError('not_signed_in', `${shown}: expected one that is in force, as Basic user name or "writeKey"`);
}

/** The user name of a Basic authorization header; the protocol's libraries leave the password empty. */
export function readBasicUser(header: string | undefined): string | undefined {
  const match = /^Basic\s+([\w+/=-]+)$/i.exec(header ?? '');
  if (!match) return undefined;
  const [user = ''] = Buffer.from(match[1] ?? '', 'base64')
    .toString('utf8')
    .split(':');
  return user === '' ? undefined : user;
}
