import { send } from './request.ts';

type Download = {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  /** The name where the server gives none. */
  fileName: string;
  /** How many bytes have come so far. */
  onBytes?: (bytes: number) => void;
};

/** The name a Content-Disposition gives: the one in UTF-8 (RFC 8187) before the plain one; undefined where it gives none. */
export function readFileName(disposition: string): string | undefined {
  const encoded = /filename\*\s*=\s*utf-8'[^']*'([^\s;]+)/i.exec(disposition)?.[1];
  try {
    if (encoded !== undefined) return decodeURIComponent(encoded);
  } catch {
    // Not what it says it is: the plain name serves.
  }
  const [, quoted, bare] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(disposition) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? bare;
}

/** Fetches a file and hands it to the browser to save. Throws as `send` does, so a refusal can be shown instead of saved. */
export async function download({ method, path, body, fileName, onBytes }: Download): Promise<void> {
  const response = await send(method, path, body === undefined ? {} : { body });
  const named = readFileName(response.headers.get('content-disposition') ?? '');
  let bytes = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        onBytes?.(bytes);
        controller.enqueue(chunk);
      },
    }),
  );
  const blob = await new Response(counted).blob();
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = named ?? fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
