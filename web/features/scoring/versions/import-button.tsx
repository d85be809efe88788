import { Button, FileButton, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import { diffModels } from '../../../../src/model/diff/diff-models.ts';
import type { FileProblem } from '../../../../src/model/files/read-model-file.ts';
import type { Model } from '../../../../src/model/format.ts';
import { useConditionWords } from '../../../lib/condition-words.ts';
import { useT } from '../../../lib/i18n.ts';
import { api } from '../../../lib/request.ts';
import { Refusal } from '../../../parts/error-state.tsx';
import { offerUndo, sayDone } from '../../../parts/toast.tsx';
import { type ModelEntry, versionQuery } from '../api.ts';
import css from '../scoring.module.css';
import { touchCatalogue } from '../touch-fields.ts';
import { ReplaceDraft } from './replace-draft.tsx';

const MOST_SHOWN = 50;

/** A document that is to be the draft, in place of the one that was there when it was asked. */
type Wish = { document: Model; note: string | null; over: ModelVersion | null };

/** Takes a model from a YAML or JSON file as the draft; what is wrong with it is told line by line, and another draft is not replaced unasked. */
export function ImportButton({ model }: { model: ModelEntry }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { catalogue, fields } = useConditionWords();
  const [problems, setProblems] = useState<{ file: string; found: FileProblem[] }>();
  const [asking, setAsking] = useState<Wish & { over: ModelVersion }>();
  const saved = () => client.invalidateQueries({ queryKey: ['model'] });
  const put = useMutation({
    mutationFn: ({ document, note, over }: Wish) =>
      api.put<ModelVersion>(`/api/models/${model.model_id}/draft`, { document, note, over: over?.created_at ?? null }),
    onSuccess: saved,
  });
  const replace = async (wish: Wish) => {
    setAsking(undefined);
    const fresh = await put.mutateAsync(wish);
    const done = t('scoring:import.done', { file: wish.note });
    const { over } = wish;
    if (over === null) sayDone(done);
    else
      offerUndo(done, t('common:action.undo'), () => {
        // The builder knows better than to be changed under its hands: one sees the old draft from outside.
        void navigate({ to: '/scoring', search: { model: model.model_id, version: fresh.version } });
        put.mutate({ document: over.document, note: over.note, over: fresh });
      });
    await navigate({ to: '/scoring/edit', search: { model: model.model_id } });
  };
  const take = useMutation({
    mutationFn: async (file: File) => {
      const { readModelFile } = await import('../../../../src/model/files/read-model-file.ts');
      const read = readModelFile(await file.text(), { person: catalogue, touch: touchCatalogue }, { strict: true });
      if (read.model === undefined) return setProblems({ file: file.name, found: read.problems });
      const wish = { document: read.model, note: file.name };
      if (model.draft_version === null) return replace({ ...wish, over: null });
      const over = await client.fetchQuery({ ...versionQuery(model.model_id, model.draft_version), staleTime: 0 });
      if (diffModels(over.document, read.model).length === 0) return replace({ ...wish, over });
      setAsking({ ...wish, over });
    },
  });
  return (
    <>
      <FileButton accept=".yaml,.yml,.json" onChange={(file) => file !== null && take.mutate(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="xs"
            loading={take.isPending || put.isPending}
            disabled={fields === undefined}
          >
            {t('scoring:import.button')}
          </Button>
        )}
      </FileButton>
      {asking !== undefined && (
        <ReplaceDraft
          model={model}
          draft={asking.over}
          file={asking.note ?? ''}
          onReplace={() => void replace(asking).catch(() => undefined)}
          onClose={() => setAsking(undefined)}
        />
      )}
      <Modal
        opened={problems !== undefined}
        onClose={() => setProblems(undefined)}
        title={t('scoring:import.title')}
        size={620}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        {problems !== undefined && (
          <>
            <Refusal title={t('scoring:import.wrong', { count: problems.found.length, file: problems.file })} />
            <ol className={css.problems} lang="en">
              {problems.found.slice(0, MOST_SHOWN).map((problem) => (
                <li key={`${problem.line} ${problem.column} ${problem.message}`}>
                  <b>{t('scoring:import.line', { line: problem.line })}</b>
                  <span>
                    {problem.message}
                    {problem.path.length > 0 && <code>{problem.path.join('.')}</code>}
                  </span>
                </li>
              ))}
            </ol>
          </>
        )}
      </Modal>
    </>
  );
}
