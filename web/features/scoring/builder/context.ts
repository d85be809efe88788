import { createContext, use } from 'react';
import type { PreviewAnswer } from '../../../../src/flow/scoring/lab/contract.ts';
import type { ModelProblem } from '../../../../src/model/check.ts';
import type { Model } from '../../../../src/model/format.ts';
import type { PartId } from './parts/spot.ts';

/** What the parts of the builder share. */
export type Builder = {
  modelId: number;
  /** The model as it is edited. */
  model: Model;
  /** The live version's document; undefined where none is live. */
  live: Model | undefined;
  selected: PartId;
  select: (id: PartId) => void;
  /** Edits the model. Edits of one `kind` that follow each other fast are undone together. */
  change: (make: (model: Model) => Model, kind?: string) => void;
  /** What keeps the model from being saved. */
  problems: readonly ModelProblem[];
  /** What the draft does to whom; of the draft before the last edits while that is being found out. */
  preview: PreviewAnswer | undefined;
};

export const BuilderContext = createContext<Builder | undefined>(undefined);

/** The builder one is in. */
export function useBuilder(): Builder {
  const builder = use(BuilderContext);
  if (builder === undefined) throw new Error('useBuilder: not inside a builder');
  return builder;
}
