import type { Import } from '../../../src/flow/capture/import/contract.ts';
import { ApiError, apiUrl, requestWorkspace } from '../../lib/request.ts';

/** What stands between us and the server answers without our codes. */
const CODES: Record<number, string> = {
  401: 'not_signed_in',
  403: 'forbidden',
  413: 'too_large',
  429: 'too_many_requests',
};

type Sending = { answer: Promise<Import>; stop: () => void };

/**
 * Sends a file as it is, without reading it into memory. By XMLHttpRequest, because `fetch` cannot say how much has gone.
 * Rejects with an `ApiError`; with an `AbortError` when it was stopped.
 */
export function sendFile(file: File, onSent: (bytes: number) => void): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<Import>((resolve, reject) => {
    request.open('POST', apiUrl('/api/imports', { file_name: file.name.slice(-255) }));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    const workspace = requestWorkspace();
    if (workspace !== undefined) request.setRequestHeader('x-plumb-workspace', String(workspace));
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status === 201) resolve(body as unknown as Import);
      else reject(readRefusal(request.status, body));
    };
    request.onerror = () => reject(new ApiError(0, 'offline', ''));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    request.send(file);
  });
  return { answer, stop: () => request.abort() };
}

function readRefusal(status: number, { code, detail }: Record<string, unknown>): ApiError {
  const passing = status >= 502 && status <= 504 ? 'unavailable' : 'internal';
  return new ApiError(
    status,
    typeof code === 'string' ? code : (CODES[status] ?? passing),
    typeof detail === 'string' ? detail : '',
  );
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
