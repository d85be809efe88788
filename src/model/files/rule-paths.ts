/** A rule of a condition anywhere in a document: the way to it, and the field it names. */
export type RulePath = { path: (string | number)[]; field: string; rule: object };

/** Every rule in a document, in its order: whatever has a field and an operator. Takes anything. */
export function listRulePaths(value: unknown, path: (string | number)[] = []): RulePath[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'field' in value && 'operator' in value && typeof value.field === 'string';
  const inside = Array.isArray(value)
    ? value.flatMap((item, index) => listRulePaths(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => listRulePaths(item, [...path, key]));
  return own ? [{ path, field: String(value.field), rule: value }, ...inside] : inside;
}
