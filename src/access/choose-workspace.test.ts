import { expect, test } from 'vitest';
import { readRequestedWorkspace } from './authorize.ts';
import { chooseWorkspace } from './choose-workspace.ts';

const demo = { workspace_id: 1, kind: 'demo' as const };
const real = { workspace_id: 2, kind: 'real' as const };
const other = { workspace_id: 3, kind: 'real' as const };

test('the workspace asked for, else the last, else the first real one, else any, else none', () => {
  expect(chooseWorkspace([demo, real, other], '1', 3)).toBe(demo);
  expect(chooseWorkspace([demo, real, other], undefined, 3)).toBe(other);
  expect(chooseWorkspace([demo, real, other], undefined, 99)).toBe(real);
  expect(chooseWorkspace([demo], undefined, null)).toBe(demo);
  expect(chooseWorkspace([], undefined, null)).toBeUndefined();
});

test('asking for somebody else’s workspace is refused, whatever the text', () => {
  for (const requested of ['3', '02', '2 ', '2;drop', '']) {
    expect(() => chooseWorkspace([real], requested, null)).toThrow(
      expect.objectContaining({ code: 'forbidden', detail: { reason: 'not_a_member' } }),
    );
  }
});

test('the header names the workspace, or the address where a browser sends no header', () => {
  expect(readRequestedWorkspace({ headers: { 'x-plumb-workspace': '7' }, query: { workspace: '8' } })).toBe('7');
  expect(readRequestedWorkspace({ headers: {}, query: { workspace: '8' } })).toBe('8');
  expect(readRequestedWorkspace({ headers: {}, query: { workspace: ['8', '9'] } })).toBeUndefined();
  expect(readRequestedWorkspace({ headers: {}, query: {} })).toBeUndefined();
});
