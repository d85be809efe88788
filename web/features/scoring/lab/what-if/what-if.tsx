import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WhatIfAnswer, WhatIfTouch } from '../../../../../src/flow/scoring/lab/contract.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { BandBadge, GridCell, ScoreBadge } from '../../../../parts/band.tsx';
import { InlineError } from '../../../../parts/error-state.tsx';
import { PlainTable } from '../../../../parts/plain-table.tsx';
import { useMovedLine } from '../../builder/effect/crossings.tsx';
import { whatIfQuery } from '../api.ts';
import type { LabProps } from '../asked.ts';
import css from '../lab.module.css';
import { FieldChanges } from './field-changes.tsx';
import { PersonChoice } from './person-choice.tsx';
import { TouchAdditions } from './touch-additions.tsx';

const ASK_AFTER_MS = 250;

type WhatIfProps = LabProps & { person: number | undefined; onPerson: (person: number) => void };

/** One person, with fields changed and touches added: how the score would move, and by which rules. */
export function WhatIf({ entry, model, asked: { version }, person, onPerson }: WhatIfProps) {
  const t = useT();
  const [fields, setFields] = useState<Record<string, unknown>>({});
  const [touches, setTouches] = useState<WhatIfTouch[]>([]);
  const [wish] = useDebouncedValue({ fields, touches }, ASK_AFTER_MS);
  const { data, error } = useQuery({
    ...whatIfQuery(entry.model_id, { version, person_id: person ?? 0, ...wish }),
    enabled: person !== undefined,
  });
  return (
    <div className={css.two}>
      <div className={css.stack}>
        <PersonChoice
          person={person}
          onChoose={(id) => {
            setFields({});
            setTouches([]);
            onPerson(id);
          }}
        />
        {person === undefined ? (
          <p className={css.hint}>{t('lab:what_if.choose')}</p>
        ) : (
          <>
            <FieldChanges key={person} model={model} fields={fields} onChange={setFields} />
            <TouchAdditions touches={touches} onChange={setTouches} />
          </>
        )}
      </div>
      <div className={css.stack}>
        <InlineError error={error} />
        {person !== undefined && data === undefined && error === null && <Skeleton height={200} className="pl-late" />}
        {data !== undefined && person !== undefined && <Moved answer={data} model={model} />}
      </div>
    </div>
  );
}

function Moved({ answer, model }: { answer: WhatIfAnswer; model: LabProps['model'] }) {
  const t = useT();
  const formats = useFormats();
  const sayLine = useMovedLine(model);
  const side = (stand: WhatIfAnswer['before']) => (
    <span className={css.scores}>
      <ScoreBadge size="card" points={stand.points} band={stand.band} />
      <BandBadge band={stand.band} />
      {stand.cell !== null && <GridCell cell={stand.cell} />}
    </span>
  );
  return (
    <>
      <div className={css.two}>
        <div>
          <h2 className={css.heading}>{t('lab:what_if.before')}</h2>
          {side(answer.before)}
        </div>
        <div aria-live="polite">
          <h2 className={css.heading}>{t('lab:what_if.after')}</h2>
          {side(answer.after)}
        </div>
      </div>
      {answer.moved.length === 0 ? (
        <p className={css.hint}>{t('lab:what_if.nothing')}</p>
      ) : (
        <PlainTable
          label={t('lab:what_if.moved')}
          rows={answer.moved}
          rowKey={(row) => [row.kind, row.dimension, row.group, row.term].join(' ')}
          columns={[
            { id: 'line', label: t('builder:kind.rule'), cell: sayLine },
            {
              id: 'before',
              label: t('lab:what_if.before'),
              align: 'end',
              width: '72px',
              cell: (row) => formats.signed(row.before, 1),
            },
            {
              id: 'after',
              label: t('lab:what_if.after'),
              align: 'end',
              width: '72px',
              cell: (row) => formats.signed(row.after, 1),
            },
          ]}
        />
      )}
    </>
  );
}
