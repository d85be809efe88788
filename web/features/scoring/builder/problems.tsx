import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ModelProblem } from '../../../../src/model/check.ts';
import { useT } from '../../../lib/i18n.ts';
import { useBuilder } from './context.ts';
import { partOfProblem, wordOfProblem } from './problem-part.ts';
import css from './workbench.module.css';

const MOST_SHOWN = 3;

/** What keeps the draft from being saved; each leads to the part it is about. */
export function Problems() {
  const t = useT();
  const { model, problems, select } = useBuilder();
  if (problems.length === 0) return null;
  const say = (problem: ModelProblem) => t(`builder:problem.${wordOfProblem(problem.path)}`);
  return (
    <div className={css.problems} role="alert">
      <IconAlertTriangle size={15} stroke={1.75} />
      {problems.slice(0, MOST_SHOWN).map((problem) => (
        <UnstyledButton
          key={`${problem.path.join('.')} ${problem.message}`}
          className={css.problem}
          title={problem.message}
          onClick={() => select(partOfProblem(model, problem.path))}
        >
          {say(problem)}
        </UnstyledButton>
      ))}
    </div>
  );
}
