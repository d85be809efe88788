import { AppError } from './errors.ts';

const unreachable: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'the host is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'the host cannot be reached',
  '28P01': 'the password was refused',
  '28000': 'the sign-in was refused',
  '3D000': 'there is no such database',
  '53300': 'it has no free connections',
  '57P01': 'it is shutting down',
  '57P02': 'it crashed and is restarting',
  '57P03': 'it is still starting',
};

/**
 * What an error of `pg` means to a user: `database_unreachable` with the cause in words, `migrations_pending` where our
 * role is not there yet; undefined for errors that are about one statement.
 */
export function readDatabaseError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof AggregateError && error.errors.length > 0) return readDatabaseError(error.errors[0]);
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error.message.includes('role "plumb_app" does not exist')) {
    return new AppError('migrations_pending', 'The database has no role plumb_app yet: run `plumb migrate`', {
      cause: error,
    });
  }
  const reason =
    unreachable[code] ?? (/timeout|terminated unexpectedly/i.test(error.message) ? error.message : undefined);
  if (reason === undefined) return undefined;
  return new AppError('database_unreachable', `PostgreSQL${readAddress(error)} cannot be used: ${reason}`, {
    cause: error,
    retryAfterSeconds: 5,
  });
}

function readAddress(error: Error): string {
  const { address, port } = error as { address?: string; port?: number };
  return address === undefined ? '' : ` at ${address}:${port}`;
}
