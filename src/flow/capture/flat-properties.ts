/** How much one touch's properties may hold; what is beyond stays in the raw payload alone. */
export const propertyLimits = { keys: 300, depth: 6, text: 8_192, list: 200 } as const;

/**
 * Adds the scalars of `value` to `into` under dotted keys: `{cart: {total: 9}}` gives `cart.total`. Lists of scalars stay
 * lists, lists of objects become numbered keys, null and undefined are left out. A key that is there is replaced.
 */
export function flattenInto(into: Record<string, unknown>, value: object, prefix = ''): void {
  flatten(into, value, prefix, 1, { left: propertyLimits.keys });
}

function flatten(into: Record<string, unknown>, value: object, prefix: string, depth: number, room: { left: number }) {
  for (const key in value) {
    if (room.left <= 0) return;
    const item = (value as Record<string, unknown>)[key];
    if (item === null || item === undefined) continue;
    const name = prefix + cleanText(key);
    if (typeof item !== 'object') put(into, name, item, room);
    else if (Array.isArray(item) && item.every(isScalar)) put(into, name, cleanList(item), room);
    else if (depth < propertyLimits.depth) flatten(into, item, `${name}.`, depth + 1, room);
  }
}

function put(into: Record<string, unknown>, name: string, item: unknown, room: { left: number }) {
  if (name === '' || name === '__proto__') return;
  into[name] = typeof item === 'string' ? cleanText(item, propertyLimits.text) : item;
  room.left--;
}

function cleanList(list: unknown[]): unknown[] {
  return list
    .slice(0, propertyLimits.list)
    .filter((item) => item !== null)
    .map((item) => (typeof item === 'string' ? cleanText(item, propertyLimits.text) : item));
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

/** The text as PostgreSQL can keep it: without NUL, halves of surrogate pairs replaced, at most `limit` characters. */
export function cleanText(text: string, limit = Number.POSITIVE_INFINITY): string {
  let clean = text.length > limit ? text.slice(0, limit) : text;
  if (clean.includes('\0')) clean = clean.replaceAll('\0', '');
  return clean.isWellFormed() ? clean : clean.toWellFormed();
}
