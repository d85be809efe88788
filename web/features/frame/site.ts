import { IconUsers } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { PermissionName } from '../../lib/session.ts';

/** A place of the rail, the phone's bottom bar, the palette and "g then a letter". */
export type Destination = {
  id: 'leads';
  to: LinkProps['to'];
  icon: typeof IconUsers;
  /** The letter after g. */
  letter: string;
  permission: PermissionName;
  /** Also on the phone's bottom bar. */
  bottom?: boolean;
};

/** The rail from top to bottom. Only what one's role may use is shown. */
export const destinations: { group: 'records'; places: Destination[] }[] = [
  {
    group: 'records',
    places: [{ id: 'leads', to: '/leads', icon: IconUsers, letter: 'l', permission: 'people.read', bottom: true }],
  },
];
