/** The time zones a browser knows, by their IANA names, as a searchable list shows them. */
export function listTimeZones(): { value: string; label: string }[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
