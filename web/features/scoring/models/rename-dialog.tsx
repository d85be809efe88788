import { useT } from '../../../lib/i18n.ts';
import { NameDialog } from '../../../parts/name-dialog.tsx';
import type { ModelEntry } from '../api.ts';
import { useChangeModel } from './api.ts';

/** Gives a model another name. */
export function RenameDialog({ model, onClose }: { model: ModelEntry; onClose: () => void }) {
  const t = useT();
  const change = useChangeModel();
  return (
    <NameDialog
      title={t('scoring:models.rename')}
      label={t('builder:name')}
      begin={model.name}
      maxLength={200}
      saving={change.isPending}
      error={change.error}
      onSave={(name) => change.mutate({ model: model.model_id, name }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
