import { Document, isMap, isPair, isScalar, isSeq, visit } from 'yaml';
import { canonicalModel } from '../diff/canonical.ts';
import type { Model } from '../format.ts';

/** The two ways a model is written down. */
export const MODEL_FILE_FORMATS = ['yaml', 'json'] as const;
export type ModelFileFormat = (typeof MODEL_FILE_FORMATS)[number];

/** Short things that read best on one line. */
const ON_ONE_LINE = new Set(['decay', 'at_most', 'cuts', 'names']);
const LINE_WIDTH = 120;
/** A rule with more characters than this has its values one under the other, so that a new one is one new line. */
const SHORT = 100;

/**
 * A model as the text of a file. Models that mean the same give the same text, whatever the order in which they were built, so that
 * versions compare well line by line.
 */
export function writeModelFile(model: Model, format: ModelFileFormat): string {
  const canonical = canonicalModel(model);
  if (format === 'json') return `${JSON.stringify(canonical, null, 2)}\n`;
  const document = new Document(canonical, { aliasDuplicateObjects: false });
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key) && ON_ONE_LINE.has(String(pair.key.value)) && (isMap(pair.value) || isSeq(pair.value)))
        pair.value.flow = true;
    },
    Map(_, map, path) {
      const list = path.at(-2);
      const name = isPair(list) && isScalar(list.key) ? list.key.value : undefined;
      const isShort = JSON.stringify(map.toJSON()).length < SHORT;
      if (isShort && (name === 'bands' || (name === 'rules' && !map.has('rules')))) map.flow = true;
    },
  });
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: false });
}

/** The way a file's name says it is written; YAML unless it ends in `.json`. */
export function modelFileFormat(path: string): ModelFileFormat {
  return /\.json$/i.test(path) ? 'json' : 'yaml';
}
