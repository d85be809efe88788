type Kind = 'localStorage' | 'sessionStorage';

/** Reads what was remembered; undefined where there is nothing or the browser has no storage for us. */
export function recall(key: string, kind: Kind = 'localStorage'): string | undefined {
  try {
    return window[kind].getItem(key) || undefined;
  } catch {}
}

/** Remembers a text, or forgets it when there is none. Does nothing where the browser does not let us or is full. */
export function remember(key: string, value?: string, kind: Kind = 'localStorage'): void {
  try {
    if (value) window[kind].setItem(key, value);
    else window[kind].removeItem(key);
  } catch {}
}
