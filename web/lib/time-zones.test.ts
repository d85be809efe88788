import { expect, it } from 'vitest';
import { listTimeZones } from './time-zones.ts';

const january = Date.UTC(2026, 0, 15);

it('the zone that is chosen and UTC can be found in the list, each zone once', () => {
  const zones = listTimeZones(january, 'Asia/Calcutta').map(({ value }) => value);
  expect(zones).toEqual(expect.arrayContaining(['UTC', 'Asia/Calcutta', 'Europe/Bucharest']));
  expect(new Set(zones).size).toBe(zones.length);
});

it('zones stand by their distance from UTC, which their label says', () => {
  const labels = listTimeZones(january, 'UTC').map(({ label }) => label);
  expect(labels).toContain('Europe/Bucharest (UTC+02:00)');
  expect(labels.indexOf('America/New York (UTC-05:00)')).toBeLessThan(labels.indexOf('UTC'));
  expect(labels.indexOf('UTC')).toBeLessThan(labels.indexOf('Europe/Bucharest (UTC+02:00)'));
});
