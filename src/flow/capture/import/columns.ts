/** The names of a file's columns as its header has them, cleaned: no invisible characters, one space, none twice, none empty. */
export function nameColumns(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const name = cleanName(cell) || `Column ${index + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
    taken.add(unique);
    return unique;
  });
}

/** The names of columns without a header. */
export function numberColumns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `Column ${index + 1}`);
}

function cleanName(cell: string): string {
  return cell
    .normalize('NFC')
    .replace(/[\p{Cf}\0]/gu, '')
    .replace(/[\s\p{Z}\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
