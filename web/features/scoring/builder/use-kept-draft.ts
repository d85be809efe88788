import { useQueryClient } from '@tanstack/react-query';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import type { Model } from '../../../../src/model/format.ts';
import { api } from '../../../lib/request.ts';
import { type Kept, useKeeping } from '../../../lib/use-keeping.ts';
import { versionQuery } from '../api.ts';

/** Which draft the server last had from this tab: nulls where there was none yet. */
export type DraftRevision = { version: number | null; saved_at: string | null };

type KeptDraft = Kept<Model, DraftRevision>;

const NO_DRAFT: DraftRevision = { version: null, saved_at: null };

/** Keeps the draft by itself as long as it is valid, over the draft that this tab knows; `begin` is what editing began from. */
export function useKeptDraft(
  modelId: number,
  model: Model,
  valid: boolean,
  begin: ModelVersion,
  show: (model: Model) => void,
) {
  const client = useQueryClient();
  return useKeeping<Model, DraftRevision>({
    document: model,
    incoming: begin.state === 'draft' ? keptDraft(begin) : { ...keptDraft(begin), revision: NO_DRAFT, at: null },
    valid,
    put: async (document, over, note) => {
      const saved = await api.put<ModelVersion>(`/api/models/${modelId}/draft`, {
        document,
        over: over.saved_at,
        note,
      });
      client.setQueryData(versionQuery(modelId, saved.version).queryKey, saved);
      if (over.version === null) void client.invalidateQueries({ queryKey: ['model', { list: true }] });
      return keptDraft(saved);
    },
    read: async (kept) => {
      const { versions } = await api.get<{ versions: ModelVersion[] }>(`/api/models/${modelId}/versions`);
      const draft = versions.find((version) => version.state === 'draft');
      // It was published elsewhere: there is no draft any more, and the next one begins anew.
      if (draft === undefined) return { ...kept, revision: NO_DRAFT, at: null };
      return keptDraft(await api.get<ModelVersion>(`/api/models/${modelId}/versions/${draft.version}`));
    },
    show,
  });
}

function keptDraft({ document, version, created_at, created_by }: ModelVersion): KeptDraft {
  return { document, revision: { version, saved_at: created_at }, at: created_at, by: created_by };
}
