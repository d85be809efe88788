/** One thing looked at: `bad` keeps Plumb from working, a `warning` does not yet. `mend` says what to do about it. */
export type Check = { state: 'good' | 'warning' | 'bad'; text: string; mend?: string };
