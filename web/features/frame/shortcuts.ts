import { createContext, use } from 'react';

type ShortcutsHelpState = { open: () => void };

/** Opens the list of shortcuts from anywhere below the frame. */
export const ShortcutsHelpContext = createContext<ShortcutsHelpState>({ open: () => undefined });

/** The way to the list of shortcuts. */
export function useShortcutsHelp(): ShortcutsHelpState {
  return use(ShortcutsHelpContext);
}
