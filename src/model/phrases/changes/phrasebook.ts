/** The lists of a model whose members words can name. */
export type NamedList = 'dimensions' | 'groups' | 'bands' | 'signals' | 'profiles' | 'grid' | 'company';

/** The properties that are said as a label and two values. */
export type Labelled =
  | 'name'
  | 'floor'
  | 'ceiling'
  | 'weight'
  | 'from'
  | 'margin'
  | 'signal'
  | 'when'
  | 'applies_to'
  | 'dimension'
  | 'decision_maker'
  | 'engaged'
  | 'engaged_from'
  | 'engaged_dimension'
  | 'fit_cuts'
  | 'engagement_cuts'
  | 'format';

/** How one language says what changed in a model. Names come without quotation marks. */
export type ChangePhrasebook = {
  quote(name: string): string;
  /** A part by its name: group “Actions”. Terms stand for themselves. */
  part: Readonly<Record<NamedList, (name: string) => string>>;
  /** The model itself, as what a line is about. */
  model: string;
  /** What a new part, or one that is gone, is introduced by. */
  added: string;
  removed: string;
  addedTo(group: string): string;
  removedFrom(group: string): string;
  /** Places count from 1. */
  moved(from: string, to: string): string;
  movedPlace(from: number, to: number): string;
  /** A number of points with its noun. */
  points(number: number): string;
  label: Readonly<Record<Labelled, string>>;
  /** Instead of a value that is not there. */
  none: string;
  /** Who counts as engaged where a model says nothing. */
  aboveLowest: string;
  noDecay: string;
  /** Of a signal's touches all count. */
  uncapped: string;
  on: string;
  /** The two conditions read the same, but for values that are there or gone. */
  values(added: readonly string[], removed: readonly string[]): string;
  /** The two conditions read the same. */
  written: string;
};

/** "+ a, b; − c": values that a list has more or fewer than before. */
export function plusMinus(
  label: string,
  added: readonly string[],
  removed: readonly string[],
  [comma, semicolon]: readonly [string, string],
): string {
  const parts = [
    added.length > 0 ? `+ ${added.join(comma)}` : '',
    removed.length > 0 ? `− ${removed.join(comma)}` : '',
  ];
  return `${label} ${parts.filter((part) => part !== '').join(semicolon)}`;
}
