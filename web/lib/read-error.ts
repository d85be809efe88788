import type { useT } from './i18n.ts';
import { ApiError } from './request.ts';

const KNOWN = [
  'offline',
  'already_done',
  'already_exists',
  'condition_invalid',
  'conflict',
  'file_unreadable',
  'forbidden',
  'gone',
  'internal',
  'invalid_input',
  'mapping_invalid',
  'model_invalid',
  'not_found',
  'not_signed_in',
  'setup_done',
  'too_large',
  'too_many_requests',
  'unavailable',
] as const;

export type ReadableError = {
  /** What went wrong, in the user's language. */
  title: string;
  /** The server's own sentence about the thing, the value and what was expected; empty when it said none. */
  text: string;
  /** What to quote when asking for help. */
  requestId?: string;
};

/** An error as people can read it: the kind of it in their language, and what the server said about this very case. */
export function readError(error: unknown, t: ReturnType<typeof useT>): ReadableError {
  if (!(error instanceof ApiError))
    return { title: t('common:error.internal'), text: error instanceof Error ? error.message : String(error) };
  const code = KNOWN.find((known) => known === error.code) ?? 'internal';
  const wait = error.retryAfterSeconds === undefined ? '' : t('common:error.wait', { count: error.retryAfterSeconds });
  const problems = error.errors.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  const text = [error.message, ...problems.filter((problem) => !error.message.includes(problem)), wait];
  return {
    title: t(`common:error.${code}`),
    text: text.filter((part) => part !== '').join(' '),
    ...(code === 'internal' && error.requestId !== undefined ? { requestId: error.requestId } : {}),
  };
}
