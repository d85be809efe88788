import { hash } from 'node:crypto';
import { canonicalModel, canonicalText } from '../../model/diff/canonical.ts';
import type { Model } from '../../model/format.ts';

const MARK = /^# Pulled from the draft ([0-9a-f]{12})$/m;

/** The YAML text of a draft with a first line that says which one it was pulled from, so that pushing it back is known to lose nothing. */
export function markPulled(text: string, draft: Model): string {
  return `# Pulled from the draft ${nameOf(draft)}\n${text}`;
}

/** Whether a file's text was pulled from a draft that said this. */
export function wasPulledFrom(text: string, draft: Model): boolean {
  return MARK.exec(text)?.[1] === nameOf(draft);
}

/** Drafts that mean the same have the same name. */
function nameOf(draft: Model): string {
  return hash('sha256', canonicalText(canonicalModel(draft)), 'hex').slice(0, 12);
}
