import { Button, FileButton, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import type { FileProblem } from '../../../../src/model/files/read-model-file.ts';
import { useConditionWords } from '../../../lib/condition-words.ts';
import { useT } from '../../../lib/i18n.ts';
import { api } from '../../../lib/request.ts';
import { Refusal } from '../../../parts/error-state.tsx';
import { sayDone } from '../../../parts/toast.tsx';
import type { ModelEntry } from '../api.ts';
import css from '../scoring.module.css';
import { touchCatalogue } from '../touch-fields.ts';

const MOST_SHOWN = 50;

/** Takes a model from a YAML or JSON file as the draft; what is wrong with it is told line by line. */
export function ImportButton({ model }: { model: ModelEntry }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { catalogue, fields } = useConditionWords();
  const [problems, setProblems] = useState<{ file: string; found: FileProblem[] }>();
  const take = useMutation({
    mutationFn: async (file: File) => {
      const { readModelFile } = await import('../../../../src/model/files/read-model-file.ts');
      const read = readModelFile(await file.text(), { person: catalogue, touch: touchCatalogue }, { strict: true });
      if (read.model === undefined) {
        setProblems({ file: file.name, found: read.problems });
        return undefined;
      }
      return api.put<ModelVersion>(`/api/models/${model.model_id}/draft`, { document: read.model, note: file.name });
    },
    onSuccess: async (saved, file) => {
      if (saved === undefined) return;
      await client.invalidateQueries({ queryKey: ['model'] });
      sayDone(t('scoring:import.done', { file: file.name }));
      await navigate({ to: '/scoring/edit', search: { model: model.model_id } });
    },
  });
  return (
    <>
      <FileButton accept=".yaml,.yml,.json" onChange={(file) => file !== null && take.mutate(file)}>
        {(props) => (
          <Button {...props} variant="default" size="xs" loading={take.isPending} disabled={fields === undefined}>
            {t('scoring:import.button')}
          </Button>
        )}
      </FileButton>
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
