import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { ConditionEditorProps } from './condition-editor.tsx';
import css from './condition-input.module.css';

const ConditionEditor = lazy(() => import('./condition-editor.tsx'));

/** The condition editor, fetched once it is wanted; it begins when the fields are known, for then it takes what is there as it is. */
export function ConditionInput(props: ConditionEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={72} className="pl-late" />}>
      {props.fields.length > 0 && <ConditionEditor {...props} />}
    </Suspense>
  );
}

/** What is being put together, in words. */
export function ConditionReading({ said }: { said: string }) {
  return (
    <p className={css.reading} aria-live="polite">
      {said}
    </p>
  );
}
