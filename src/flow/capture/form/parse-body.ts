import { AppError } from '../../../base/errors.ts';
import type { PostedFields } from './read-form.ts';

/**
 * The fields of a posted body: a JSON object, urlencoded, or multipart. A file in it is known by its name only. JSON may come
 * as text/plain. Throws `unsupported_media_type`, or `invalid_input` when the body is not what it says.
 */
export async function parseFormBody(bytes: Buffer, contentType: string | null): Promise<PostedFields> {
  const kind = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (kind === 'application/json' || kind === 'text/plain' || kind === '') {
    return parseJson(bytes.toString('utf8'), kind);
  }
  if (kind === 'application/x-www-form-urlencoded') return collect(new URLSearchParams(bytes.toString('utf8')));
  if (kind === 'multipart/form-data') return collect(await parseMultipart(bytes, contentType ?? ''));
  throw new AppError(
    'unsupported_media_type',
    `Content type ${kind}: expected JSON, urlencoded or multipart/form-data`,
  );
}

function parseJson(text: string, kind: string): PostedFields {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // A form with enctype="text/plain" has lines of name=value.
    if (kind === 'text/plain' && /^[^\s=]+=/.test(text)) {
      return collect(
        text
          .split(/\r?\n/)
          .filter(Boolean)
          .map((line) => splitLine(line)),
      );
    }
  }
  throw new AppError('invalid_input', 'The body: expected a JSON object of fields');
}

function splitLine(line: string): [string, string] {
  const at = line.indexOf('=');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<[string, string][]> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
    return [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      'The body: expected multipart/form-data with the boundary in its content type',
      { cause },
    );
  }
}

function collect(pairs: Iterable<[string, string]>): PostedFields {
  const fields = new Map<string, string | string[]>();
  for (const [rawName, value] of pairs) {
    const name = rawName.endsWith('[]') ? rawName.slice(0, -2) : rawName;
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]);
  }
  return Object.fromEntries(fields);
}
