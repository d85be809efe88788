/**
 * Every error code that Plumb answers with, the HTTP status it has, what it means and how to mend it. The one list:
 * `docs/errors.md` is generated from it, and API clients may rely on the codes. Kept in alphabetical order.
 */
export const errorCodes = {
  already_done: { status: 409, title: 'Already done', mend: 'Nothing: what was asked for has been done before.' },
  already_exists: { status: 409, title: 'Already exists', mend: 'Choose another name, or change the existing one.' },
  already_running: {
    status: 409,
    title: 'Plumb is already running in this data folder',
    mend: 'Use the running one, stop it, or set PLUMB_DATA_DIR to another folder.',
  },
  condition_invalid: {
    status: 422,
    title: 'The condition cannot be understood',
    mend: 'Correct the field, operator or value at the path given.',
  },
  config_invalid: {
    status: 500,
    title: 'The configuration is not valid',
    mend: 'Correct the variables named; docs/configuration.md lists them all.',
  },
  conflict: { status: 409, title: 'In conflict with the present state', mend: 'Read it again and repeat the change.' },
  database_too_old: { status: 500, title: 'PostgreSQL is too old', mend: 'Use PostgreSQL 15 or later.' },
  database_unreachable: {
    status: 503,
    title: 'The database cannot be reached',
    mend: 'Check that PostgreSQL runs and that DATABASE_URL is right; `plumb doctor` tells more.',
  },
  extension_missing: {
    status: 500,
    title: 'A PostgreSQL extension is missing',
    mend: 'Install the contrib package, or have an administrator run the CREATE EXTENSION given.',
  },
  file_unreadable: { status: 422, title: 'The file cannot be read', mend: 'Check its encoding, delimiter and header.' },
  forbidden: { status: 403, title: 'Not allowed', mend: 'Ask an administrator for a role that may do this.' },
  gone: {
    status: 410,
    title: 'No longer there',
    mend: 'It was removed, put away or has run out: restore it, or make a new one.',
  },
  internal: { status: 500, title: 'Something went wrong inside', mend: 'Look for the request id in the server log.' },
  invalid_input: { status: 400, title: 'The input is not valid', mend: 'Correct what `errors` lists, path by path.' },
  mapping_invalid: { status: 422, title: 'The column mapping is not valid', mend: 'Correct the columns listed.' },
  migration_changed: {
    status: 500,
    title: 'A migration that has run was changed',
    mend: 'Put the file back as it was, and write a new migration.',
  },
  migration_failed: {
    status: 500,
    title: 'A migration failed',
    mend: 'Read the message; nothing of that file was kept.',
  },
  migrations_pending: { status: 503, title: 'The database is not migrated', mend: 'Run `plumb migrate`.' },
  model_invalid: { status: 422, title: 'The scoring model is not valid', mend: 'Correct what `errors` lists.' },
  not_found: { status: 404, title: 'Not found', mend: 'Check the address or the id.' },
  not_signed_in: { status: 401, title: 'Not signed in', mend: 'Sign in, or send a valid key.' },
  setup_done: { status: 409, title: 'Already set up', mend: 'Sign in with the account made at the first visit.' },
  start_failed: { status: 500, title: 'Plumb could not start', mend: 'Read the message; `plumb doctor` tells more.' },
  too_large: { status: 413, title: 'Too large', mend: 'Send less at once.' },
  too_many_requests: { status: 429, title: 'Too many requests', mend: 'Wait as long as `retry-after` says.' },
  unavailable: { status: 503, title: 'Not available now', mend: 'Try again shortly.' },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    mend: 'Send what the API description names.',
  },
} as const satisfies Record<string, { status: number; title: string; mend: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** One thing wrong in an input: `path` leads to it (`['rules', 0, 'field']`), `message` says value and expectation. */
export type InputProblem = { path: (string | number)[]; message: string };

type AppErrorOptions = {
  /** What a caller should know beyond the message, as data; must hold no secret. */
  detail?: Record<string, unknown>;
  errors?: InputProblem[];
  cause?: unknown;
  /** Seconds after which a repeat makes sense. */
  retryAfterSeconds?: number;
};

/**
 * The one error that our own code throws on purpose. `message` names the thing, the value and what was expected, and is
 * shown to the caller. Anything else that is thrown is a fault of ours and is answered as `internal`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: Record<string, unknown> | undefined;
  readonly errors: InputProblem[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  /** The HTTP status of the code. */
  get status(): number {
    return errorCodes[this.code].status;
  }
}

/** An `application/problem+json` answer (RFC 9457) with our `code`, and `errors` where an input is to blame. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  instance?: string;
  errors?: InputProblem[];
  [extension: string]: unknown;
};

/** The problem+json body of an error; `requestId` is what the caller can quote and the log can be searched for. */
export function toProblem(error: AppError, requestId?: string): Problem {
  const { status, title } = errorCodes[error.code];
  return {
    ...error.detail,
    type: `urn:plumb:error:${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.message,
    ...(requestId === undefined ? {} : { instance: `urn:plumb:request:${requestId}` }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
  };
}
