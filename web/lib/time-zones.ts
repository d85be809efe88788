/**
 * The time zones a browser knows with how far each is from UTC now, by distance: what a searchable list is made of. Browsers
 * leave out UTC itself and older names, so `held` is the zone that is chosen, and must be found in the list.
 */
export function listTimeZones(now: number, held: string): { value: string; label: string }[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', held])]
    .map((zone) => ({ zone, ...offsetOf(zone, now) }))
    .sort((a, b) => a.minutes - b.minutes || a.zone.localeCompare(b.zone))
    .map(({ zone, text }) => ({
      value: zone,
      label: zone === 'UTC' ? zone : `${zone.replaceAll('_', ' ')} (${text})`,
    }));
}

/** The zone of this browser. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

function offsetOf(zone: string, now: number): { minutes: number; text: string } {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(now);
  const text = (parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT').replace('GMT', 'UTC');
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  return { minutes: (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)), text };
}
