import { nameForm } from '../field-names.ts';
import { ImportMapping, type SavedMapping } from './contract.ts';
import olistMql from './mappings/olist-mql.json' with { type: 'json' };
import xEducation from './mappings/x-education.json' with { type: 'json' };

/** Mappings for well-known public files; they come with the program and are chosen by the header. */
export const shippedMappings: SavedMapping[] = [xEducation, olistMql].map(({ name, header, mapping }) => ({
  import_mapping_id: null,
  name,
  header,
  mapping: ImportMapping.parse(mapping),
}));

/**
 * The mapping made for a file with this header, or one very like it: the saved ones before the shipped ones, the newest first.
 * Every column it reads must be there; the file may have more.
 */
export function findMappingFor(columns: readonly string[], saved: readonly SavedMapping[]): SavedMapping | undefined {
  const present = new Set(columns.map(nameForm));
  const fits = ({ header }: SavedMapping) => header.length > 1 && header.every((name) => present.has(nameForm(name)));
  const candidates = [...saved, ...shippedMappings].filter(fits);
  // Of several the one that knows the most columns.
  return candidates.reduce<SavedMapping | undefined>(
    (best, each) => (best === undefined || each.header.length > best.header.length ? each : best),
    undefined,
  );
}

/** A mapping with its columns called as this file calls them; the same but for case, spaces and accents. */
export function adaptMapping(mapping: ImportMapping, columns: readonly string[]): ImportMapping {
  const names = new Map(columns.map((name) => [nameForm(name), name]));
  const adapted = mapping.columns.map((column) => ({
    ...column,
    column: names.get(nameForm(column.column)) ?? column.column,
  }));
  return { ...mapping, columns: adapted };
}
