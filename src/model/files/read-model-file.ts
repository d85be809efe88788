import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Field } from '../../conditions/catalogue.ts';
import { checkModel, type ModelCatalogues } from '../check.ts';
import { Model } from '../format.ts';
import { guessCustomFields } from './custom-fields.ts';
import { listRulePaths } from './rule-paths.ts';

/** One thing said about a model file: where in the document, and where in the text (both from 1). */
export type FileProblem = { path: (string | number)[]; line: number; column: number; message: string };

/**
 * A model file as read. `model` is there when there are no problems. `custom` are the fields it names that the catalogue lacks,
 * of the kind its rules suggest; each is a warning where it is named.
 */
export type ModelFile = { model: Model | undefined; problems: FileProblem[]; warnings: FileProblem[]; custom: Field[] };

/**
 * Reads a model from YAML or JSON (which is YAML too) with every problem by its path and line. Fields that the catalogue lacks are
 * taken for the workspace's own, unless `strict`. Never throws.
 */
export function readModelFile(
  text: string,
  catalogues: ModelCatalogues,
  { strict = false }: { strict?: boolean } = {},
): ModelFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const unreadable = (problems: FileProblem[]): ModelFile => ({ model: undefined, problems, warnings: [], custom: [] });
  if (document.errors.length > 0)
    return unreadable(
      document.errors.map((error) => ({ path: [], ...at(error.pos[0]), message: sayUnreadable(error) })),
    );
  let content: unknown;
  try {
    content = document.toJS();
  } catch (error) {
    return unreadable([{ path: [], line: 1, column: 1, message: sayUnreadable(error) }]);
  }
  const place = (path: (string | number)[]) => at(offsetOf(document, path));
  const custom = strict ? [] : guessCustomFields(content, catalogues.person);
  const person = new Map([...catalogues.person, ...custom.map((field) => [field.name, field] as const)]);
  const problems = checkModel(content, { ...catalogues, person })
    .map(({ path, message }) => ({ path: pathOf(path, message), message }))
    .map(({ path, message }) => ({ path, ...place(path), message }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  const warnings = listRulePaths(content).flatMap(({ path, field }) => {
    const found = custom.find(({ name }) => name === field);
    if (!found) return [];
    const message = `${field} is no field that every workspace has; it is taken for one of your own, of kind ${found.type}`;
    return [{ path: [...path, 'field'], ...place([...path, 'field']), message }];
  });
  return { model: problems.length === 0 ? Model.parse(content) : undefined, problems, warnings, custom };
}

/** A path as it is written in messages: `dimensions.1.groups.0.terms.2.points`. */
export function writePath(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'the document' : path.join('.');
}

/** Why a text is no YAML. What is nested deeper than any model is ends in a stack that overflows. */
function sayUnreadable(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.includes('call stack') ? 'Nested too deeply to be a model' : message;
}

/** What is not known by name is said of the thing around it; its own line says more. */
function pathOf(path: (string | number)[], message: string): (string | number)[] {
  const [, unknown] = /^Unrecognized keys?: "([^"]+)"/.exec(message) ?? [];
  return unknown === undefined ? path : [...path, unknown];
}

/** Where the thing at a path begins in the text: its name where it has one; of what is not there, what it should be in. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (!pair || !isNode(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
