import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import type { ModelFileFormat } from '../../../../src/model/files/write-model-file.ts';
import { api } from '../../../lib/request.ts';
import type { ModelEntry } from '../api.ts';

const TYPES = { yaml: 'application/yaml', json: 'application/json' } as const;
const KEPT_MS = 60_000;

/** Hands a version to the browser as a file, the same text that `plumb model pull` writes. Throws as the request does. */
export async function saveModelFile(
  { model_id, key }: ModelEntry,
  version: number,
  format: ModelFileFormat,
): Promise<void> {
  const [{ document: model }, { writeModelFile }] = await Promise.all([
    api.get<ModelVersion>(`/api/models/${model_id}/versions/${version}`),
    import('../../../../src/model/files/write-model-file.ts'),
  ]);
  const url = URL.createObjectURL(new Blob([writeModelFile(model, format)], { type: TYPES[format] }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${key}-v${version}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
