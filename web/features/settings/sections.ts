import type { PermissionName } from '../../lib/session.ts';

type Section = { id: string; permission?: PermissionName };

/** The sections of the settings by their group, in order; one without a permission is everybody's. */
export const GROUPS = [
  { group: 'you', sections: [{ id: 'me' }] },
  {
    group: 'workspace',
    sections: [
      { id: 'workspace', permission: 'settings.write' },
      { id: 'people', permission: 'members.read' },
      { id: 'fields', permission: 'fields.write' },
      { id: 'rule', permission: 'settings.write' },
      { id: 'temperature', permission: 'settings.write' },
    ],
  },
  {
    group: 'connections',
    sections: [
      { id: 'site', permission: 'keys.read' },
      { id: 'keys', permission: 'keys.read' },
    ],
  },
  { group: 'record', sections: [{ id: 'audit', permission: 'audit.read' }] },
] as const satisfies { group: string; sections: Section[] }[];

export type SectionId = (typeof GROUPS)[number]['sections'][number]['id'];

/** Whether somebody with these permissions may see the section. */
export function maySee(section: Section, permissions: readonly PermissionName[]): boolean {
  return section.permission === undefined || permissions.includes(section.permission);
}

/** Reads a section from an address; undefined for one that does not exist. */
export function readSection(id: string): SectionId | undefined {
  return GROUPS.flatMap((group) => group.sections.map((section): SectionId => section.id)).find((each) => each === id);
}
