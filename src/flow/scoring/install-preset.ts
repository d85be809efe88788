import { byPlumb } from '../../access/audit.ts';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Language } from '../../conditions/describe.ts';
import { aboutPreset, PRESETS, type PresetKey, presetModel } from '../../model/presets/presets.ts';
import { ensureModel, makeLive, saveDraft } from './publish.ts';

/**
 * Gives a new workspace its scoring model from a preset, live at once, in its language. `now` is epoch milliseconds.
 * Throws `invalid_input` for a preset that does not exist.
 */
export async function installPreset(
  tx: Tx,
  workspaceId: number,
  preset: string,
  language: string,
  now: number,
): Promise<void> {
  if (!isPreset(preset)) {
    throw new AppError('invalid_input', `Preset ${JSON.stringify(preset)}: expected one of ${PRESETS.join(', ')}`);
  }
  const { name } = aboutPreset(preset, language as Language);
  const modelId = await ensureModel(tx, workspaceId, { key: 'main', name, is_primary: true });
  const { version } = await saveDraft(
    tx,
    workspaceId,
    byPlumb,
    modelId,
    presetModel(preset, language as Language),
    null,
  );
  await makeLive(tx, workspaceId, byPlumb, modelId, version, now);
}

function isPreset(key: string): key is PresetKey {
  return (PRESETS as readonly string[]).includes(key);
}
