import css from './initials.module.css';

const TINTS = 7;

/** The first letters of a colleague's name in a small disc, always in the same tint. Decoration: the name stands beside it. */
export function Initials({ name, size = 20 }: { name: string; size?: number }) {
  return (
    <span
      className={css.initials}
      data-tint={tintOf(name)}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42) }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}

/** Two letters of a name of words, the last sign of a Chinese one (its given name). */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.length === 1 && /\p{Script=Han}/u.test(name)) return [...name].at(-1) ?? '';
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

function tintOf(name: string): number {
  let sum = 0;
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return sum % TINTS;
}
