import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Import } from '../../../src/flow/capture/import/contract.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileStep } from './file-step.tsx';
import css from './imports.module.css';
import { type ImportStep, STEPS } from './steps.ts';

/** What is looked at before an import starts: the file as it is read, where its columns go, what would happen. */
export function Wizard({ row }: { row: Import }) {
  const t = useT();
  const { step = row.state === 'uploaded' ? 'file' : 'check' } = useSearch({ from: '/frame/imports/$importId' });
  const navigate = useNavigate({ from: '/imports/$importId' });
  const at = STEPS.indexOf(step);
  const go = (to: ImportStep | undefined) => {
    if (to !== undefined) void navigate({ search: { step: to }, resetScroll: false });
  };
  const next = () => go(STEPS[at + 1]);
  const back = () => go(STEPS[at - 1]);
  const group = t('imports:keys');
  useHotkeys([
    { keys: 'mod+Enter', label: t('imports:next_step'), group, run: next, always: true },
    { keys: 'mod+Backspace', label: t('imports:previous_step'), group, run: back },
  ]);
  return (
    <>
      <nav aria-label={t('imports:steps')}>
        <ol className={css.steps}>
          {STEPS.map((each, index) => (
            <li key={each}>
              <button
                type="button"
                className={css.step}
                data-state={index < at ? 'done' : index === at ? 'now' : 'ahead'}
                aria-current={index === at ? 'step' : undefined}
                onClick={() => go(each)}
              >
                <span className={css.stepNumber}>{index + 1}</span>
                {t(`imports:step.${each}`)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {step === 'file' && <FileStep row={row} onNext={next} />}
      {step === 'columns' && <ColumnsStep row={row} onNext={next} onBack={back} />}
      {step === 'check' && <CheckStep row={row} onBack={back} />}
    </>
  );
}
