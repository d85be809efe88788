import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginEdits, edit, redo, undo } from './edits.ts';

describe('edits', () => {
  it('are taken back one by one and done again in the same order', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 30 }), (words) => {
        const things = words.map((word) => ({ word }));
        const first = { word: 'first' };
        const done = things.reduce((edits, thing, at) => edit(edits, thing, at * 10_000), beginEdits(first));
        const back = things.reduce((edits) => undo(edits), done);
        expect(back.present).toBe(first);
        expect(undo(back)).toBe(back);
        const again = things.reduce((edits) => redo(edits), back);
        expect(again.present).toBe(done.present);
        expect(redo(again)).toBe(again);
      }),
      { seed: 71 },
    );
  });

  it('of one kind that follow fast are one step', () => {
    let edits = edit(beginEdits(0), 1, 1000, 'points');
    edits = edit(edits, 2, 1500, 'points');
    edits = edit(edits, 3, 2000, 'points');
    expect(undo(edits).present).toBe(0);
  });

  it('of one kind with a pause between, or of another kind, are steps of their own', () => {
    const paused = edit(edit(beginEdits(0), 1, 1000, 'points'), 2, 9000, 'points');
    expect(undo(paused).present).toBe(1);
    const other = edit(edit(beginEdits(0), 1, 1000, 'points'), 2, 1100, 'name');
    expect(undo(other).present).toBe(1);
  });

  it('after one was taken back are never joined to what came before', () => {
    const back = undo(edit(edit(beginEdits(0), 1, 1000, 'points'), 2, 9000, 'points'));
    const next = edit(back, 5, 9100, 'points');
    expect(undo(next).present).toBe(1);
  });

  it('forget what was taken back once something else is edited', () => {
    const next = edit(undo(edit(beginEdits(0), 1, 0)), 2, 0);
    expect(redo(next)).toBe(next);
  });

  it('that change nothing are none', () => {
    const edits = beginEdits('same');
    expect(edit(edits, 'same', 0)).toBe(edits);
  });

  it('keep the last two hundred steps', () => {
    let edits = beginEdits(0);
    for (let at = 1; at <= 500; at += 1) edits = edit(edits, at, at * 10_000);
    for (let at = 0; at < 500; at += 1) edits = undo(edits);
    expect(edits.present).toBe(300);
  });
});
