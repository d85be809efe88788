import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

const web = join(import.meta.dirname, '..');
const LETTERS = /\p{L}{2,}/u;
/** Attributes that people read or hear. */
const READ = new Set([
  'title',
  'label',
  'aria-label',
  'aria-description',
  'placeholder',
  'alt',
  'description',
  'text',
  'note',
]);

type Node = { type: string; start: number } & Record<string, unknown>;

/** Texts in JSX that would stay the same in every language. */
function hardCoded(code: string, path: string): string[] {
  const found: string[] = [];
  const say = (node: Node, text: string) => {
    if (LETTERS.test(text)) found.push(`${path}:${code.slice(0, node.start).split('\n').length}: ${text.trim()}`);
  };
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const each of node) walk(each);
      return;
    }
    const at = node as Node;
    if (at.type === 'JSXText') say(at, at.value as string);
    if (at.type === 'JSXAttribute') {
      const { name, value } = at as unknown as { name: { name: string }; value: Node | null };
      const literal = value?.type === 'JSXExpressionContainer' ? (value.expression as Node) : value;
      if (READ.has(name.name) && literal?.type === 'Literal' && typeof literal.value === 'string')
        say(literal, literal.value);
    }
    if (at.type === 'JSXElement' || at.type === 'JSXFragment')
      for (const child of at.children as Node[]) {
        const inner = child.type === 'JSXExpressionContainer' ? (child.expression as Node) : undefined;
        if (inner?.type === 'Literal' && typeof inner.value === 'string') say(inner, inner.value);
      }
    for (const [key, child] of Object.entries(at)) if (key !== 'parent') walk(child);
  };
  walk(parseSync(path, code).program);
  return found;
}

it('no screen has a text that is not in the catalogues', () => {
  const paths = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));
  expect(paths.flatMap((path) => hardCoded(readFileSync(join(web, path), 'utf8'), path))).toEqual([]);
});

it('finds texts between tags, in attributes and in expressions, and leaves marks and numbers alone', () => {
  const code = `const a = <p title="Hello" className="abc">Two words {'three'} · 5 {x}</p>;`;
  expect(hardCoded(code, 'a.tsx').toSorted()).toEqual(['a.tsx:1: Hello', 'a.tsx:1: Two words', 'a.tsx:1: three']);
});
