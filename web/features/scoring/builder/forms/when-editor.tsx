import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Condition } from '../../../../../src/conditions/format.ts';
import { canonicalText } from '../../../../../src/model/diff/canonical.ts';
import { ConditionInput } from '../../../../parts/conditions/condition-input.tsx';
import type { Suggest } from '../../../../parts/conditions/suggest.ts';
import type { ConditionField } from '../../../../parts/conditions/value-kind.ts';
import css from './forms.module.css';

type WhenEditorProps = {
  when: Condition;
  /** What nothing means here: nobody for a rule, everybody for whom a model is for. */
  empty: Condition;
  fields: ConditionField[];
  suggest: Suggest;
  /** The condition in the user's words. */
  said: string;
  onChange: (when: Condition) => void;
  /** Where a condition is seldom wished for: what the button says that begins one. */
  offer?: string;
};

/** A condition that is edited in place, with its reading under it. What comes from outside (an undo) is taken up. */
export function WhenEditor({ when, empty, fields, suggest, said, onChange, offer }: WhenEditorProps) {
  const [begun, setBegun] = useState(offer === undefined || when.rules.length > 0);
  const [shown, setShown] = useState({ when, times: 0 });
  if (!begun && when.rules.length > 0) setBegun(true);
  if (shown.when !== when) setShown({ when, times: shown.times + 1 });
  return (
    <div className={css.when}>
      {begun && (
        <ConditionInput
          key={shown.times}
          fields={fields}
          initial={when.rules.length === 0 ? undefined : when}
          suggest={suggest}
          onChange={(condition) => {
            const next = condition ?? empty;
            // The editor puts in order what it is given: that is no edit.
            if (canonicalText(next) === canonicalText(when)) return;
            setShown((before) => ({ ...before, when: next }));
            onChange(next);
          }}
        />
      )}
      <p className={css.said} aria-live="polite">
        {said}
      </p>
      {!begun && (
        <div>
          <Button variant="default" size="xs" onClick={() => setBegun(true)}>
            {offer}
          </Button>
        </div>
      )}
    </div>
  );
}
