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

/** What the server names as `reason` where the code alone does not say it. */
const REASONS = [
  'invitation_unknown',
  'invitation_accepted',
  'invitation_revoked',
  'invitation_expired',
  'invitation_not_yours',
  'member_already',
  'last_administrator',
  'user_of_others',
  'password_link_spent',
  'no_password',
  'team_exists',
  'model_archived',
] as const;
const ROLES = ['administrator', 'marketing', 'head_of_sales', 'salesperson', 'viewer'] as const;

/** Where the advice says all there is to say. */
const SAID_BY_ADVICE = new Set(['offline', 'forbidden', 'not_signed_in', 'setup_done', 'too_many_requests']);
/** What asking once more would not change. */
const FINAL = new Set(['forbidden', 'gone', 'not_found']);

export type ReadableError = {
  /** What went wrong, in the user's language. */
  title: string;
  /** Why, or what to do about it, in the user's language. */
  text: string;
  /** The server's own sentence, in English, where it adds something: for the small print. */
  said?: string;
  /** What to quote when asking for help. */
  requestId?: string;
  /** Trying again will not help: there is nothing there, or it is not for this user. */
  final: boolean;
};

type T = ReturnType<typeof useT>;

/** An error as people can read it: the kind of it and what to do, in their language; the server's words where they say more. */
export function readError(error: unknown, t: T): ReadableError {
  if (!(error instanceof ApiError))
    return {
      title: t('common:error.internal'),
      text: t('common:advice.internal'),
      said: error instanceof Error ? error.message : String(error),
      final: false,
    };
  const code = KNOWN.find((known) => known === error.code) ?? 'internal';
  const why = sayWhy(error, t);
  return {
    title: t(`common:error.${code}`),
    text: why ?? sayAdvice(error, code, t),
    ...(why === undefined && !SAID_BY_ADVICE.has(code) ? { said: sayAll(error) } : {}),
    ...(code === 'internal' && error.requestId !== undefined ? { requestId: error.requestId } : {}),
    final: FINAL.has(code),
  };
}

/** The reason the server named, as a sentence with the parts it named; undefined where it named none that is known here. */
function sayWhy({ parts }: ApiError, t: T): string | undefined {
  const reason = REASONS.find((known) => known === parts.reason);
  const named = (name: string) => (typeof parts[name] === 'string' ? parts[name] : '');
  return reason === undefined
    ? undefined
    : t(`common:reason.${reason}`, { email: named('email'), signed_in: named('signed_in'), name: named('name') });
}

function sayAdvice({ parts, retryAfterSeconds }: ApiError, code: (typeof KNOWN)[number], t: T): string {
  if (retryAfterSeconds !== undefined) return t('common:error.wait', { count: retryAfterSeconds });
  if (code === 'too_large' && typeof parts.most === 'number') return t('common:most', { count: parts.most });
  const role = ROLES.find((known) => known === parts.role);
  if (code === 'forbidden' && role !== undefined) return t('common:role_lacks', { role: t(`common:role.${role}`) });
  return t(`common:advice.${code}`);
}

function sayAll({ message, errors }: ApiError): string {
  const more = errors
    .filter(({ message: problem }) => !message.includes(problem))
    .map(({ path, message: problem }) => (path.length > 0 ? `${path.join('.')}: ${problem}` : problem));
  return [message, ...more].filter((part) => part !== '').join(' · ');
}
