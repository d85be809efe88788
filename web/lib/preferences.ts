import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const parsed = new Map<string, { text: string | null; value: unknown }>();

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function readValue<Value>(name: string, initial: Value): Value {
  const text = read(name);
  const known = parsed.get(name);
  if (known !== undefined && known.text === text) return known.value as Value;
  let value: unknown = initial;
  try {
    if (text !== null) value = JSON.parse(text);
  } catch {
    // What cannot be read counts as never chosen.
  }
  parsed.set(name, { text, value });
  return value as Value;
}

/** A choice about how things are shown, kept on this device: a folded rail, the widths of columns. */
export function usePreference<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const key = `plumb-${name}`;
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      addEventListener('storage', listener);
      return () => {
        listeners.delete(listener);
        removeEventListener('storage', listener);
      };
    },
    () => readValue(key, initial),
  );
  const set = useCallback(
    (next: Value) => {
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Without storage the choice lasts as long as the page.
        parsed.set(key, { text: read(key), value: next });
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [value, set];
}
