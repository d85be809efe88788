import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ModelVersion } from '../../../../../src/flow/scoring/contract.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { api } from '../../../../lib/request.ts';
import { sayDone } from '../../../../parts/toast.tsx';
import type { DraftRevision } from '../use-kept-draft.ts';

/** Keeps the draft with its note and makes it live, then shows it. */
export function usePublishDraft(modelId: number, flush: (note: string | null) => Promise<{ revision: DraftRevision }>) {
  const t = useT();
  const formats = useFormats();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (note: string | null) => {
      const { revision } = await flush(note);
      return api.post<ModelVersion>(`/api/models/${modelId}/versions/${revision.version}/publish`);
    },
    meta: { showsErrors: true },
    onSuccess: async ({ version }) => {
      void client.invalidateQueries({ queryKey: ['lab'] });
      await client.invalidateQueries({ queryKey: ['model'] });
      sayDone(t('scoring:publish.done', { version: formats.number(version) }));
      await navigate({ to: '/scoring', search: { model: modelId } });
    },
  });
}
