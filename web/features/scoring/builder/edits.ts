/** How many steps back are kept. */
const MOST_STEPS = 200;
/** Edits of one kind that follow each other this fast (milliseconds) are one step: a slider being drawn, a word being typed. */
const ONE_STEP_MS = 1200;

/** What is edited, with what it was before and what was taken back. `kind` and `at` (epoch ms) are of the last edit. */
export type Edits<Thing> = {
  past: readonly Thing[];
  present: Thing;
  future: readonly Thing[];
  kind: string | undefined;
  at: number;
};

/** Nothing edited yet. */
export function beginEdits<Thing>(present: Thing): Edits<Thing> {
  return { past: [], present, future: [], kind: undefined, at: 0 };
}

/**
 * The edits with one more. Of the same `kind` as the one just before, and soon after it, it belongs to the same step; without a
 * kind it is a step of its own. What was taken back is forgotten; what changes nothing is no edit.
 */
export function edit<Thing>(edits: Edits<Thing>, next: Thing, now: number, kind?: string): Edits<Thing> {
  if (next === edits.present) return edits;
  const joins = kind !== undefined && kind === edits.kind && now - edits.at < ONE_STEP_MS && edits.past.length > 0;
  const past = joins ? edits.past : [...edits.past, edits.present].slice(-MOST_STEPS);
  return { past, present: next, future: [], kind, at: now };
}

/** One step back; the same where there is none. */
export function undo<Thing>(edits: Edits<Thing>): Edits<Thing> {
  const before = edits.past.at(-1);
  if (before === undefined) return edits;
  const future = [edits.present, ...edits.future];
  return { past: edits.past.slice(0, -1), present: before, future, kind: undefined, at: 0 };
}

/** One step forward again; the same where nothing was taken back. */
export function redo<Thing>(edits: Edits<Thing>): Edits<Thing> {
  const [after, ...future] = edits.future;
  if (after === undefined) return edits;
  return { past: [...edits.past, edits.present], present: after, future, kind: undefined, at: 0 };
}
