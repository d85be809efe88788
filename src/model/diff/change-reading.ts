import type { Catalogue } from '../../conditions/catalogue.ts';
import type { LabelOf, Language } from '../../conditions/describe.ts';
import type { Model } from '../format.ts';

/** What changes are read with: both models, the fields of people and of touches together, the reader's language. */
export type ChangeReading = {
  before: Model;
  after: Model;
  catalogue: Catalogue;
  language: Language;
  labelOf?: LabelOf;
};
