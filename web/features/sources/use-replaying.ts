import type { UnreadableChoice } from '../../../src/flow/capture/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { sayDone } from '../../parts/toast.tsx';
import { useReplay } from './api.ts';

/** Reads things again and says how many are understood now. */
export function useReplaying() {
  const t = useT();
  const formats = useFormats();
  const replay = useReplay();
  return {
    replaying: replay.isPending,
    replay: (choice: UnreadableChoice) =>
      replay.mutate(choice, {
        onSuccess: ({ replayed, still_unreadable }) =>
          sayDone(
            replayed === 0
              ? t('sources:replay.none')
              : t('sources:replay.done', {
                  count: replayed,
                  shown: formats.number(replayed),
                  left: formats.number(still_unreadable),
                }),
          ),
      }),
  };
}
