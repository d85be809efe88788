/** The roles a member can have, from the most to the least allowed. */
export const roles = ['administrator', 'marketing', 'head_of_sales', 'salesperson', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Everything that can be allowed, with what it covers. A route names exactly one; the interface shows what it allows. */
export const permissionMeanings = {
  'people.read': 'see people, leads and companies with their touches, scores and receipts',
  'people.write': 'enter leads by hand, change fields, write notes',
  'leads.assign': 'give a lead to somebody else, or take one for oneself',
  'leads.delete': 'refuse leads, remove people',
  export: 'download lists of people',
  'views.share': 'make, change and remove the saved views that everybody has',
  'imports.run': 'bring in files, see their progress and rejected rows',
  'scoring.read': 'see the scoring model and its effect',
  'scoring.write': 'change, publish and switch scoring models and signals',
  'sources.read': 'see sources, their numbers and what could not be understood',
  'sources.write': 'make and change sources, replay or dismiss what could not be understood',
  'write_keys.write': 'make and revoke public write keys, which only send touches',
  'touches.send': 'send touches through the programming interface',
  'fields.write': 'make and change custom fields',
  'members.read': 'see who works here, in which role and team',
  'members.write': 'invite and remove people, change roles and teams',
  'settings.write': 'change the settings of the workspace',
  'keys.read': 'see which keys exist and when they were last used',
  'keys.write': 'make and revoke secret keys',
  'audit.read': 'see who changed what',
  'workspaces.write': 'make and remove the demo company',
} as const;

export type Permission = keyof typeof permissionMeanings;

/** All permissions, in the order in which they are explained. */
export const permissions = Object.keys(permissionMeanings) as Permission[];

const reading = ['people.read', 'scoring.read', 'sources.read', 'members.read'] as const satisfies Permission[];
const selling = [...reading, 'people.write', 'leads.assign'] as const satisfies Permission[];

/** The matrix: what each role may do. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  administrator: permissions,
  marketing: [
    ...selling,
    'leads.delete',
    'export',
    'views.share',
    'imports.run',
    'scoring.write',
    'sources.write',
    'write_keys.write',
    'keys.read',
    'touches.send',
    'fields.write',
  ],
  head_of_sales: [...selling, 'leads.delete', 'export', 'views.share', 'imports.run', 'audit.read'],
  salesperson: selling,
  viewer: reading,
};

/** The roles a secret key can act in. Salespeople's rights depend on who one is, and a key is nobody. */
export const keyRoles = ['administrator', 'marketing', 'viewer'] as const satisfies Role[];
export type KeyRole = (typeof keyRoles)[number];

/** What no key may do in any role, so that a leaked key cannot make itself at home. */
const neverByKey: readonly Permission[] = [
  'members.write',
  'settings.write',
  'keys.read',
  'keys.write',
  'write_keys.write',
  'workspaces.write',
];

/** What a secret key acting in this role may do: the role's permissions without those over people, keys and settings. */
export function permissionsOfSecretKey(role: KeyRole): ReadonlySet<Permission> {
  return new Set(rolePermissions[role].filter((permission) => !neverByKey.includes(permission)));
}

/** A public write key is printed on web pages: it may send touches, and see and change nothing. */
export const permissionsOfWriteKey: ReadonlySet<Permission> = new Set(['touches.send']);
