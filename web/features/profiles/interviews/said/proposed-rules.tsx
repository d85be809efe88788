import { Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { modelsQuery } from '../../../../lib/models.ts';
import { useMay } from '../../../../lib/session.ts';
import { InlineError } from '../../../../parts/error-state.tsx';
import { Meter } from '../../../../parts/meter.tsx';
import { type PlainColumn, PlainTable } from '../../../../parts/plain-table.tsx';
import { sayDone } from '../../../../parts/toast.tsx';
import { type InterviewSummary, useTakeRules } from '../api.ts';
import css from '../interviews.module.css';
import { useSayRule } from './use-say-rule.ts';

type Rule = InterviewSummary['rules'][number];
type ProposedRulesProps = { summary: InterviewSummary; onModel: (model: number) => void };

/** The rules that follow, with who agrees and what the model says already; those that are ticked go into its draft. */
export function ProposedRules({ summary: { rules, model }, onModel }: ProposedRulesProps) {
  const t = useT();
  const formats = useFormats();
  const mayTake = useMay('scoring.write');
  const say = useSayRule();
  const take = useTakeRules();
  const { data: models = [] } = useQuery(modelsQuery);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [points, setPoints] = useState<Readonly<Record<string, number>>>({});
  const pointsOf = (rule: Rule) => points[rule.key] ?? rule.existing.find(({ taken }) => taken)?.points ?? rule.points;
  const wanted = rules.filter(({ key }) => chosen.has(key));
  const tick = (key: string, ticked: boolean) =>
    setChosen((before) => new Set(ticked ? [...before, key] : [...before].filter((each) => each !== key)));
  const send = () => {
    if (model === null) return;
    take.mutate(
      {
        model: model.model_id,
        over: model.draft_saved_at,
        group_name: t('interviews:rules.group'),
        rules: wanted.map((rule) => ({ key: rule.key, points: pointsOf(rule) })),
      },
      {
        onSuccess: ({ taken }) => {
          setChosen(new Set());
          sayDone(t('interviews:rules.taken', { count: taken, model: model.name }));
        },
      },
    );
  };
  const tickColumn: PlainColumn<Rule> = {
    id: 'tick',
    label: t('interviews:rules.take'),
    quiet: true,
    width: '36px',
    cell: (rule) => (
      <Checkbox
        aria-label={say(rule)}
        checked={chosen.has(rule.key)}
        onChange={(event) => tick(rule.key, event.currentTarget.checked)}
      />
    ),
  };
  const pointsColumn: PlainColumn<Rule> = {
    id: 'points',
    label: t('interviews:rules.points'),
    width: '88px',
    align: 'end',
    cell: (rule) =>
      mayTake ? (
        <NumberInput
          size="xs"
          className={css.points}
          aria-label={t('interviews:rules.points_of', { rule: say(rule) })}
          value={pointsOf(rule)}
          min={-1_000_000}
          max={1_000_000}
          hideControls
          onChange={(next) => {
            if (typeof next !== 'number') return;
            setPoints((before) => ({ ...before, [rule.key]: next }));
            tick(rule.key, true);
          }}
        />
      ) : (
        formats.signed(rule.points)
      ),
  };
  return (
    <>
      {model !== null && models.length > 1 && (
        <Select
          className={css.model}
          label={t('interviews:rules.model')}
          data={models.map(({ model_id, name }) => ({ value: String(model_id), label: name }))}
          value={String(model.model_id)}
          allowDeselect={false}
          onChange={(value) => value !== null && onModel(Number(value))}
        />
      )}
      <PlainTable
        label={t('interviews:rules.title')}
        rows={rules}
        rowKey={({ key }) => key}
        columns={[
          ...(mayTake ? [tickColumn] : []),
          {
            id: 'rule',
            label: t('interviews:rules.rule'),
            cell: (rule) => (
              <span className={css.rule}>
                {say(rule)}
                <Existing rule={rule} />
              </span>
            ),
          },
          {
            id: 'agreement',
            label: t('interviews:rules.who'),
            width: '120px',
            cell: ({ named, against, of }) => (
              <Meter value={Math.max(named, against)} of={of}>
                {named > 0 && t('interviews:agreement', { named: formats.number(named), of: formats.number(of) })}
                {named > 0 && against > 0 && ', '}
                {against > 0 && t('interviews:against', { against: formats.number(against), of: formats.number(of) })}
              </Meter>
            ),
          },
          pointsColumn,
        ]}
      />
      <p className={css.hint}>{t('interviews:rules.formula')}</p>
      <InlineError error={take.error} />
      {mayTake && model !== null && (
        <div className={css.taking} data-some={wanted.length > 0}>
          <Button disabled={wanted.length === 0} loading={take.isPending} onClick={send}>
            {t('interviews:rules.take_into', { count: wanted.length })}
          </Button>
          {model.draft_saved_at !== null && (
            <Link className={css.link} to="/scoring/edit" search={{ model: model.model_id }}>
              {t('interviews:rules.open_draft')}
            </Link>
          )}
        </div>
      )}
    </>
  );
}

/** What the model says of the same already. */
function Existing({ rule: { existing } }: { rule: Rule }) {
  const t = useT();
  const formats = useFormats();
  if (existing.length === 0) return null;
  const taken = existing.find((each) => each.taken);
  const text =
    taken === undefined
      ? t('interviews:rules.existing', {
          rules: formats.list(existing.map(({ name, key, points }) => `${name ?? key} ${formats.signed(points)}`)),
        })
      : t('interviews:rules.is_taken', { points: formats.signed(taken.points) });
  return <span className={css.quiet}>{text}</span>;
}
