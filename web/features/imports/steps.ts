/** The steps before an import starts, in order. */
export const STEPS = ['file', 'columns', 'check'] as const;
export type ImportStep = (typeof STEPS)[number];

/** Reads the step from an address; undefined where it names none. */
export function readStep(value: unknown): ImportStep | undefined {
  return STEPS.find((step) => step === value);
}
