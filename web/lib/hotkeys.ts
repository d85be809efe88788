import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** A keyboard shortcut: `keys` is one key ("j", "Enter", "?", "mod+k") or two in a row ("g l"); `label` says what it does. */
export type Hotkey = {
  keys: string;
  label: string;
  /** The heading it stands under in the list of shortcuts. */
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Works while typing in a field too. */
  always?: boolean;
};

const SEQUENCE_MS = 1200;
const active = new Set<Hotkey>();
const listeners = new Set<() => void>();
let shown: Hotkey[] = [];
let prefix = '';
let prefixAt = 0;

function changed(): void {
  shown = [...active];
  for (const listener of listeners) listener();
}

/**
 * The key of an event by its name, with `mod+` for Ctrl or Command. A letter is read from its place on the keyboard where the
 * layout is not Latin, so that "j" works under a Russian layout, where the same key writes "о".
 */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const latin = /^[\x20-\x7e]$/.test(event.key) || event.key.length > 1;
  const key = latin || letter === undefined ? event.key : letter.toLowerCase();
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  // Shift is part of the sign it makes ("?"), and told only with keys that make none.
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
  return `${mod}${event.altKey ? 'alt+' : ''}${shift}${key.length === 1 ? key.toLowerCase() : key}`;
}

/** Whether the event goes to something one types in. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type=checkbox]), textarea, select, [role=textbox]') !== null)
  );
}

/** Whether a dialogue or menu is open: it owns the keyboard then. */
function overlayOpen(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null;
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const key = keyOf(event);
  const typing = isTyping(event.target) || overlayOpen(event.target);
  const sequence = prefix !== '' && event.timeStamp - prefixAt < SEQUENCE_MS ? `${prefix} ${key}` : '';
  prefix = '';
  const newestFirst = [...active].reverse();
  const found =
    newestFirst.find((hotkey) => hotkey.keys === sequence && (!typing || hotkey.always)) ??
    newestFirst.find((hotkey) => hotkey.keys === key && (!typing || hotkey.always));
  if (found !== undefined) {
    event.preventDefault();
    found.run(event);
  } else if (!typing && newestFirst.some((hotkey) => hotkey.keys.startsWith(`${key} `))) {
    prefix = key;
    prefixAt = event.timeStamp;
  }
}

/** Makes shortcuts work while the component is shown; of two with the same keys, the one that came last is the one that acts. */
export function useHotkeys(hotkeys: Hotkey[], enabled = true): void {
  const run = useEffectEvent((index: number, event: KeyboardEvent) => hotkeys[index]?.run(event));
  const signature = hotkeys.map(({ keys, label, group, always }) => [keys, label, group, always].join('\t')).join('\n');
  useEffect(() => {
    if (!enabled || signature === '') return;
    const mine = signature.split('\n').map((line, index): Hotkey => {
      const [keys = '', label = '', group = '', always] = line.split('\t');
      return { keys, label, group, always: always === 'true', run: (event) => run(index, event) };
    });
    if (active.size === 0) document.addEventListener('keydown', onKeyDown);
    for (const hotkey of mine) active.add(hotkey);
    changed();
    return () => {
      for (const hotkey of mine) active.delete(hotkey);
      if (active.size === 0) document.removeEventListener('keydown', onKeyDown);
      changed();
    };
  }, [signature, enabled]);
}

/** Every shortcut that works on the present screen, in the order they were added. */
export function useActiveHotkeys(): Hotkey[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
