import type { ImportState } from '../../../src/flow/capture/import/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { Tag } from '../../parts/tag.tsx';

const TONES: Record<ImportState, 'plain' | 'accent' | 'good' | 'warm' | 'bad'> = {
  uploading: 'accent',
  uploaded: 'warm',
  checking: 'accent',
  checked: 'warm',
  running: 'accent',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
};

/** Where an import stands, in a word. */
export function ImportStateTag({ state }: { state: ImportState }) {
  const t = useT();
  return <Tag tone={TONES[state]}>{t(`imports:state.${state}`)}</Tag>;
}
