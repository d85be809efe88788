import { IconFileImport, IconFlag, IconRoute, IconSettings, IconTargetArrow, IconUsers } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { PermissionName } from '../../lib/session.ts';

/** A place of the rail, the phone's bottom bar, the palette and "g then a letter". */
export type Destination = {
  id: 'start' | 'leads' | 'scoring' | 'sources' | 'imports' | 'settings';
  to: LinkProps['to'];
  icon: typeof IconUsers;
  /** The letter after g. */
  letter: string;
  permission: PermissionName;
  /** Also on the phone's bottom bar. */
  bottom?: boolean;
};

/** The rail from top to bottom. Only what one's role may use is shown. */
export const destinations: { group: 'records' | 'design' | 'workspace'; places: Destination[] }[] = [
  {
    group: 'records',
    places: [{ id: 'leads', to: '/leads', icon: IconUsers, letter: 'l', permission: 'people.read', bottom: true }],
  },
  {
    group: 'design',
    places: [
      { id: 'scoring', to: '/scoring', icon: IconTargetArrow, letter: 's', permission: 'scoring.read' },
      { id: 'sources', to: '/sources', icon: IconRoute, letter: 'o', permission: 'sources.read' },
    ],
  },
  {
    group: 'workspace',
    places: [
      { id: 'start', to: '/start', icon: IconFlag, letter: 'h', permission: 'people.read' },
      { id: 'imports', to: '/imports', icon: IconFileImport, letter: 'i', permission: 'imports.run' },
      { id: 'settings', to: '/settings', icon: IconSettings, letter: ',', permission: 'members.read' },
    ],
  },
];
