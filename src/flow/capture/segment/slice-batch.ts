/** A batch body cut open without being parsed: the text of each message as it came, and the body without them. */
export type SlicedBatch = { messages: string[]; envelope: string };

/**
 * Cuts a JSON body at the elements of its top-level `batch` list, so that each message keeps its own text and one that is
 * not valid JSON does not spoil the others. Undefined when brackets and quotes do not close, or there is no such list.
 * The last `batch` wins, as in `JSON.parse`.
 */
export function sliceBatch(text: string): SlicedBatch | undefined {
  let at = skipSpace(text, 0);
  if (text.charCodeAt(at) !== open) return undefined;
  at = skipSpace(text, at + 1);
  let found: { messages: string[]; start: number; end: number } | undefined;
  while (text.charCodeAt(at) === quote) {
    const keyEnd = skipText(text, at);
    if (keyEnd < 0) return undefined;
    const key = text.slice(at + 1, keyEnd - 1);
    at = skipSpace(text, keyEnd);
    if (text.charCodeAt(at) !== colon) return undefined;
    at = skipSpace(text, at + 1);
    if (key === 'batch' && text.charCodeAt(at) === openList) {
      const list = sliceList(text, at);
      if (!list) return undefined;
      found = { messages: list.items, start: at, end: list.end };
      at = list.end;
    } else {
      at = skipValue(text, at);
      if (at < 0) return undefined;
    }
    at = skipSpace(text, at);
    if (text.charCodeAt(at) === comma) at = skipSpace(text, at + 1);
  }
  if (!found || text.charCodeAt(at) !== close || skipSpace(text, at + 1) !== text.length) return undefined;
  return { messages: found.messages, envelope: `${text.slice(0, found.start)}[]${text.slice(found.end)}` };
}

const [quote, backslash, comma, colon] = [34, 92, 44, 58];
const [open, close, openList, closeList] = [123, 125, 91, 93];

function sliceList(text: string, start: number): { items: string[]; end: number } | undefined {
  const items: string[] = [];
  let at = skipSpace(text, start + 1);
  if (text.charCodeAt(at) === closeList) return { items, end: at + 1 };
  for (;;) {
    const end = skipValue(text, at);
    if (end < 0 || end === at) return undefined;
    items.push(text.slice(at, end).trimEnd());
    at = skipSpace(text, end);
    const next = text.charCodeAt(at);
    if (next === closeList) return { items, end: at + 1 };
    if (next !== comma) return undefined;
    at = skipSpace(text, at + 1);
  }
}

/** The end of the value that starts at `at`, outside of all brackets; -1 when it does not end. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      i = skipText(text, i) - 1;
      if (i < 0) return -1;
    } else if (code === open || code === openList) {
      depth++;
    } else if (code === close || code === closeList) {
      if (depth === 0) return i;
      depth--;
      if (depth === 0) return i + 1;
    } else if (code === comma && depth === 0) {
      return i;
    }
  }
  return depth === 0 ? text.length : -1;
}

/** The end of the quoted text that starts at `at`; -1 when it does not end. */
function skipText(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end > 0) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}

function skipSpace(text: string, at: number): number {
  let i = at;
  for (let code = text.charCodeAt(i); code === 32 || (code >= 9 && code <= 13); code = text.charCodeAt(i)) i++;
  return i;
}
