/** One thing wrong in what was sent: `path` leads to it, `message` says the value and what was expected. */
export type InputProblem = { path: (string | number)[]; message: string };

/**
 * What went wrong with a request, as the server told it (problem+json). `code` is one of the documented error codes, or
 * `offline` when no answer came at all. `message` is the server's own sentence about the thing, the value, the expectation.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: InputProblem[];
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** What else the server named as data: `role`, `most`, `reason` and what belongs to it. */
  readonly parts: Record<string, unknown>;

  constructor(status: number, code: string, message: string, more: Partial<ApiError> = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.errors = more.errors ?? [];
    this.requestId = more.requestId;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.parts = more.parts ?? {};
  }
}

/** Query parameters: lists are repeated, objects are sent as JSON, missing values are left out. */
export type Query = Record<string, unknown>;

type RequestOptions = { query?: Query; body?: unknown; signal?: AbortSignal };

let workspaceId: number | undefined;

/** Names the workspace that every later request is about; the server refuses a workspace one is not a member of. */
export function setRequestWorkspace(id: number | undefined): void {
  workspaceId = id;
}

/** The workspace the requests are about now, for what cannot send headers (the live stream, downloads). */
export function requestWorkspace(): number | undefined {
  return workspaceId;
}

/** The address of an API path with its query, for `fetch`, links and downloads. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const item of Array.isArray(value) ? value : [value])
      search.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/**
 * Sends one request and gives the answer. Throws `ApiError` for every answer that is not 2xx and for none at all; an aborted
 * request rejects with the signal's reason, as `fetch` does.
 */
export async function send(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (workspaceId !== undefined) headers['x-plumb-workspace'] = String(workspaceId);
  const isForm = options.body instanceof FormData;
  if (options.body !== undefined && !isForm) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      signal: options.signal ?? null,
      ...(options.body === undefined
        ? {}
        : { body: isForm ? (options.body as FormData) : JSON.stringify(options.body) }),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, 'offline', '');
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}

/** Sends one request and gives its parsed JSON answer; undefined for 204. Throws as `send` does. */
export async function request<Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(method, path, options);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function readProblem(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof problem[name] === 'string' ? (problem[name] as string) : undefined);
  const retryAfter = Number(response.headers.get('retry-after'));
  return new ApiError(
    response.status,
    text('code')?.toLowerCase() ?? codeOfStatus(response.status),
    text('detail') ?? text('message') ?? '',
    {
      parts: problem,
      errors: Array.isArray(problem.errors) ? (problem.errors as InputProblem[]) : [],
      requestId: text('instance')?.split(':').at(-1) ?? response.headers.get('x-request-id') ?? undefined,
      retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined,
    },
  );
}

/** A proxy in between answers without our code; the status then says as much as can be known. */
function codeOfStatus(status: number): string {
  if (status === 401) return 'not_signed_in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 413) return 'too_large';
  if (status === 429) return 'too_many_requests';
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal';
}

/** The API by verb. */
export const api = {
  get: <Answer>(path: string, query?: Query, signal?: AbortSignal) => request<Answer>('GET', path, { query, signal }),
  post: <Answer>(path: string, body?: unknown, signal?: AbortSignal) => request<Answer>('POST', path, { body, signal }),
  put: <Answer>(path: string, body?: unknown) => request<Answer>('PUT', path, { body }),
  patch: <Answer>(path: string, body?: unknown) => request<Answer>('PATCH', path, { body }),
  delete: <Answer>(path: string, body?: unknown) => request<Answer>('DELETE', path, { body }),
};
