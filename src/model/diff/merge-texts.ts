/**
 * Two readings of one thing as one: "half-life 30 days" and "half-life 14 days" give "half-life 30 → 14 days". Words that both
 * begin and end with are said once; where one reading holds the other, both are said in full.
 */
export function mergeTexts(before: string, after: string): string {
  const [old, fresh] = [before.split(' '), after.split(' ')];
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end++;
  // "30 de zile" and "14 zile": what differs in its words would be torn apart in the middle.
  if (old.length !== fresh.length) end = 0;
  const [left, right] = [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)];
  if (left.length === 0 || right.length === 0) return `${before} → ${after}`;
  return [...old.slice(0, start), ...left, '→', ...right, ...old.slice(old.length - end)].join(' ');
}
