import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import css from './command-palette.module.css';
import { Keys } from './keys.tsx';

/** One line of the palette. */
export type Command = {
  id: string;
  label: string;
  /** What else it is found by, never shown. */
  words?: string;
  hint?: ReactNode;
  icon?: ReactNode;
  keys?: string;
  run: () => void;
};

export type CommandGroup = { label: string; commands: Command[] };

type CommandPaletteProps = {
  groups: CommandGroup[];
  query: string;
  onQuery: (query: string) => void;
  placeholder: string;
  /** What is said where nothing was found. */
  nothing: string;
};

const [store, palette] = createSpotlight();

/** Results that come later than the key press stand first, so Enter must mean them and not what stood there before. */
function selectFirst(id: string | undefined): void {
  const list = id === undefined ? null : document.getElementById(store.getState().listId);
  if (list === null) return;
  list.querySelector('[data-selected]')?.removeAttribute('data-selected');
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}

/** Opens the palette from anywhere. */
export const openPalette = palette.open;

/** The command palette: search, places and actions in one list, by keyboard. Takes groups that are already filtered. */
export function CommandPalette({ groups, query, onQuery, placeholder, nothing }: CommandPaletteProps) {
  const shown = groups.filter((group) => group.commands.length > 0);
  const first = shown[0]?.commands[0]?.id;
  useEffect(() => selectFirst(first), [first]);
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={onQuery}
      shortcut={null}
      scrollable
      attributes={{ content: { 'aria-label': placeholder } }}
      maxHeight="min(440px, 60dvh)"
      size={600}
      classNames={{ content: css.content, search: css.search, actionsList: css.list }}
      transitionProps={{ duration: 90, transition: 'fade-down' }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      <Spotlight.Search
        placeholder={placeholder}
        aria-label={placeholder}
        leftSection={<IconSearch size={18} stroke={1.75} />}
      />
      <Spotlight.ActionsList>
        {shown.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label} classNames={{ actionsGroup: css.group }}>
            {group.commands.map((command) => (
              <Spotlight.Action key={command.id} onClick={command.run} classNames={{ action: css.action }}>
                <span className={css.icon}>{command.icon}</span>
                <span className={css.label}>{command.label}</span>
                {command.hint != null && <span className={css.hint}>{command.hint}</span>}
                {command.keys !== undefined && <Keys keys={command.keys} />}
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 && <Spotlight.Empty>{nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Whether a command is found by a query: every word of it stands somewhere in its label or words. */
export function matchesQuery(command: Pick<Command, 'label' | 'words'>, query: string): boolean {
  const text = `${command.label} ${command.words ?? ''}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
