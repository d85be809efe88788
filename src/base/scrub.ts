/** What a name must contain for its value to be left out of logs, whatever it holds. */
const secretName =
  /authorization|cookie|passw|secret|token|credential|signature|api[-_]?key|write[-_]?key|private|session|^key$|dsn|connection_?string/i;
const personalName =
  /e-?mail|phone|mobile|first_?name|last_?name|full_?name|^(traits|properties|fields|raw|body|payload|parameters|detail|where)$/i;

const mailAddress = /[^\s"<>@]+@[^\s"<>@]+\.[^\s"<>@]+/g;
const phoneNumber = /\+\d[\d ().-]{6,}\d/g;
const urlPassword = /(\w+:\/\/)[^\s/@]+@/g;
const queryString = /\?[^\s"'#]*/g;

const deepest = 8;

/** A text without mail addresses, international phone numbers, passwords in addresses and values of query strings. */
export function scrubText(text: string): string {
  return text
    .replace(urlPassword, '$1')
    .replace(queryString, removeQueryValues)
    .replace(mailAddress, '[e-mail]')
    .replace(phoneNumber, '[phone]');
}

/**
 * The same data, fit for a log: values under names of secrets and personal data are replaced, texts are scrubbed, errors
 * become plain objects. Names are judged at any depth; what lies deeper than eight levels is left out.
 */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? value.toString() : value;
  if (depth >= deepest) return '[deep]';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return scrubError(value, depth);
  if (Array.isArray(value)) return value.map((each) => scrub(each, depth + 1));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, scrubNamed(name, each, depth)]));
}

function scrubNamed(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (secretName.test(name)) return '[secret]';
  if (personalName.test(name)) return '[personal]';
  return scrub(value, depth + 1);
}

/** Only what says what went wrong: PostgreSQL's `detail` and `where`, and a validator's input, hold people's data. */
function scrubError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    message: scrubText(error.message),
    stack: scrubStack(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: scrub(error.cause, depth + 1) }),
  };
}

/** Frames name functions and files, no data. */
function scrubStack(stack: string): string {
  return stack
    .split('\n')
    .map((line) => (/^\s+at /.test(line) ? line : scrubText(line)))
    .join('\n');
}

function removeQueryValues(query: string): string {
  const names = query
    .slice(1)
    .split('&')
    .map((pair) => pair.split('=', 1)[0] ?? '')
    .filter((name) => /^[\w.[\]-]{1,40}$/.test(name));
  return `?${names.join('&')}`;
}
