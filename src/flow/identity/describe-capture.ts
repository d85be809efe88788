import type { Arrival, FieldValue } from '../capture/index.ts';

/** What is known of how a source gets its contacts; null while nobody has said. */
export type CaptureTraits = { incentive: string | null; sales_aware: boolean | null; bought: boolean | null };

/**
 * An arrival with what its source says about the capture (DEF-13): what was offered for the data, whether people knew that a sale was involved,
 * whether the contact was bought. Kept as the touch's properties and the person's fields, so that it stays as it was when it was captured;
 * what the arrival says itself comes first.
 */
export function describeCapture(arrival: Arrival, sources: ReadonlyMap<number, CaptureTraits>): Arrival {
  const traits = sources.get(arrival.source_id);
  if (!traits) return arrival;
  const said: Record<string, FieldValue> = {};
  for (const name of ['incentive', 'sales_aware', 'bought'] as const) {
    const value = traits[name];
    if (value !== null) said[name] = value;
  }
  if (Object.keys(said).length === 0) return arrival;
  return { ...arrival, properties: { ...said, ...arrival.properties }, fields: { ...said, ...arrival.fields } };
}
