import { fold } from './fold.ts';

/** One step of a pattern: a character, one or any characters within a segment, any characters at all, or a jump over steps. */
type Step = { char: string } | { within: 'one' | 'any' } | { all: true } | { skip: number };

/**
 * A pattern of URL paths made ready: for TypeScript the `literal` it begins with and the `steps` after that, for PostgreSQL a
 * `regex` (advanced, collation C).
 * `*` is any text within one segment (not empty when it is the whole segment), `**` any text across segments; as a whole segment
 * it may be absent, so that `/blog/**` also matches `/blog`. What is matched may be a path or a whole URL: its scheme, host,
 * query, fragment and a slash at the end do not count. Both sides are folded.
 */
export type PathPattern = { literal: string; steps: readonly Step[]; regex: string };

const SCHEME_AND_HOST = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/;
const TOKEN = /\/\*\*+(?=\/|$)|\*\*+|\*|[^*]/gu;
const SPECIAL = /[\\^$.|?+()[\]{}]/;

/** Reads a pattern; undefined when it does not begin with a slash or names a query or fragment. */
export function readPathPattern(text: string): PathPattern | undefined {
  const folded = fold(text);
  if (!folded.startsWith('/') || /[?#]/.test(folded)) return undefined;
  const pattern = folded.replace(/\/+$/, '');
  const steps: Step[] = [];
  let literal = '';
  let regex = '';
  for (const { 0: token, index } of pattern.matchAll(TOKEN)) {
    if (token.startsWith('/**')) {
      steps.push({ skip: 3 }, { char: '/' }, { all: true });
      regex += '(?:/[^?#]*)?';
    } else if (token.startsWith('**')) {
      steps.push({ all: true });
      regex += '[^?#]*';
    } else if (token === '*') {
      const isSegment = pattern[index - 1] === '/' && (pattern[index + 1] ?? '/') === '/';
      steps.push({ within: isSegment ? 'one' : 'any' });
      regex += isSegment ? '[^/?#]+' : '[^/?#]*';
    } else {
      if (steps.length === 0) literal += token;
      else steps.push({ char: token });
      regex += SPECIAL.test(token) ? `\\${token}` : token;
    }
  }
  steps.push({ skip: 2 }, { char: '/' });
  return { literal, steps, regex: `^(?:[a-z][a-z0-9+.-]*://[^/?#]*)?${regex}/?(?:[?#].*)?$` };
}

/** Whether a folded path or URL matches: all ways through the steps at once, so time grows with length × steps and never worse. */
export function matchesPath(folded: string, { literal, steps }: PathPattern): boolean {
  const path = folded.replace(SCHEME_AND_HOST, '').split(/[?#]/, 1)[0] ?? '';
  if (!path.startsWith(literal)) return false;
  let reached = withSkips(steps, new Set([0]));
  for (const char of path.slice(literal.length)) {
    const next = new Set<number>();
    for (const at of reached) {
      const step = steps[at];
      if (!step || 'skip' in step) continue;
      if ('char' in step) {
        if (step.char === char) next.add(at + 1);
      } else if ('all' in step || char !== '/') {
        next.add(at);
        next.add(at + 1);
      }
    }
    if (next.size === 0) return false;
    reached = withSkips(steps, next);
  }
  return reached.has(steps.length);
}

/** The places that can be reached from these without reading a character. A `Set` yields what is added while it is read. */
function withSkips(steps: readonly Step[], places: Set<number>): Set<number> {
  for (const at of places) {
    const step = steps[at];
    if (!step || 'char' in step) continue;
    if ('skip' in step) {
      places.add(at + 1);
      places.add(at + step.skip);
    } else if (!('within' in step && step.within === 'one')) {
      places.add(at + 1);
    }
  }
  return places;
}
