import { expect, test } from 'vitest';
import { assertMay } from './actor.ts';
import {
  keyRoles,
  type Permission,
  permissions,
  permissionsOfSecretKey,
  permissionsOfWriteKey,
  type Role,
  rolePermissions,
  roles,
} from './permissions.ts';

/** The matrix as people read it: y is allowed. Columns in the order of `roles`. */
const matrix: Record<Permission, string> = {
  //                  administrator marketing head_of_sales salesperson viewer
  'people.read': 'yyyyy',
  'people.write': 'yyyy-',
  'leads.assign': 'yyyy-',
  'leads.delete': 'yyy--',
  export: 'yyy--',
  'views.share': 'yyy--',
  'imports.run': 'yyy--',
  'scoring.read': 'yyyyy',
  'scoring.write': 'yy---',
  'sources.read': 'yyyyy',
  'sources.write': 'yy---',
  'write_keys.write': 'yy---',
  'touches.send': 'yy---',
  'fields.write': 'yy---',
  'members.read': 'yyyyy',
  'members.write': 'y----',
  'settings.write': 'y----',
  'keys.read': 'yy---',
  'keys.write': 'y----',
  'audit.read': 'y-y--',
  'workspaces.write': 'y----',
};

test('each role may do what the matrix says and nothing else', () => {
  const actual = permissions.map((permission) => [
    permission,
    roles.map((role) => (rolePermissions[role].includes(permission) ? 'y' : '-')).join(''),
  ]);
  expect(Object.fromEntries(actual)).toEqual(matrix);
});

test('no role lists a permission twice', () => {
  for (const role of roles) expect(new Set(rolePermissions[role]).size).toBe(rolePermissions[role].length);
});

test('a secret key never manages people, keys, settings or workspaces, whatever its role', () => {
  for (const role of keyRoles) {
    const allowed = [...permissionsOfSecretKey(role)];
    expect(
      allowed.filter((permission) => /^(members\.write|keys|write_keys|settings|workspaces)/.test(permission)),
    ).toEqual([]);
    expect(rolePermissions[role]).toEqual(expect.arrayContaining(allowed));
  }
});

test('a write key may only send touches', () => {
  expect([...permissionsOfWriteKey]).toEqual(['touches.send']);
});

test('a refusal names the permission that is missing and the role that lacks it', () => {
  const viewer = { role: 'viewer' as Role, key_id: null, permissions: new Set(rolePermissions.viewer) };
  expect(() => assertMay(viewer, 'people.read')).not.toThrow();
  expect(() => assertMay(viewer, 'export')).toThrow(
    expect.objectContaining({ code: 'forbidden', message: 'The role viewer lacks the permission export' }),
  );
  const writeKey = { role: null, key_id: 1, permissions: permissionsOfWriteKey };
  expect(() => assertMay(writeKey, 'people.read')).toThrow('This write key lacks the permission people.read');
});
