import { NumberInput, Select, Switch } from '@mantine/core';
import { describeTerm } from '../../../../../src/model/describe.ts';
import {
  COMPARISONS,
  type CountTerm,
  type FieldTerm,
  PERIODS,
  type SignalTerm,
  type Term,
} from '../../../../../src/model/format.ts';
import { useConditionWords } from '../../../../lib/condition-words.ts';
import { useLanguage, useT } from '../../../../lib/i18n.ts';
import { suggestPersonValues, usePersonFields } from '../../condition-fields.ts';
import { useBuilder } from '../context.ts';
import { DecayInput } from '../decay/decay-input.tsx';
import { changeTerm, withOptional } from '../parts/change.ts';
import { findTerm } from '../parts/spot.ts';
import { NOBODY, useSayWhen } from '../use-when.ts';
import { Field, FormHead } from './form-head.tsx';
import css from './forms.module.css';
import { LimitsInput } from './limits-input.tsx';
import { NameInput } from './name-input.tsx';
import { PointsInput } from './points-input.tsx';
import { SignalChoice } from './signal-choice.tsx';
import { TermEffect } from './term-effect.tsx';
import { WhenEditor } from './when-editor.tsx';

/** One rule: when it holds, what it gives, how that fades and where it ends. */
export function TermForm({ termKey }: { termKey: string }) {
  const t = useT();
  const language = useLanguage();
  const { model, change } = useBuilder();
  const { catalogue, labelOf } = useConditionWords();
  const found = findTerm(model, termKey);
  if (found === undefined) return null;
  const { term, group, dimension } = found;
  const put = (next: Term, kind: string) => change((now) => changeTerm(now, termKey, () => next), `${termKey}.${kind}`);
  const { name: _, ...unnamed } = term;
  return (
    <div className={css.form}>
      <FormHead
        kind={t(`builder:add.${term.kind}`)}
        where={`${dimension.name} › ${group.name}`}
        id={{ part: 'term', key: termKey }}
      >
        <Switch
          size="xs"
          label={t('builder:term.on')}
          checked={term.off !== true}
          onChange={(event) => put(withOptional(term, 'off', event.currentTarget.checked ? undefined : true), 'off')}
        />
      </FormHead>
      <NameInput
        label={t('builder:name')}
        value={term.name ?? ''}
        placeholder={describeTerm(model, unnamed as Term, catalogue, language, labelOf)}
        onChange={(name) => put(withOptional(term, 'name', name === '' ? undefined : name), 'name')}
      />
      {term.kind === 'field' && <FieldWhen term={term} put={put} />}
      {term.kind === 'signal' && <SignalWhen term={term} put={put} />}
      {term.kind === 'count' && <CountWhen term={term} put={put} />}
      <Field label={t(term.kind === 'signal' ? 'builder:term.points_each' : 'builder:term.points')}>
        <PointsInput
          label={t('builder:term.points')}
          value={term.points}
          onChange={(points) => put({ ...term, points }, 'points')}
        />
      </Field>
      {term.kind === 'signal' && (
        <>
          <Field label={t('builder:term.decay')}>
            <DecayInput decay={term.decay} onChange={(decay) => put({ ...term, decay }, 'decay')} />
          </Field>
          <AtMostInput term={term} put={put} />
        </>
      )}
      <LimitsInput part={term} onChange={put} />
      <TermEffect term={term} />
    </div>
  );
}

type Put = (term: Term, kind: string) => void;

function FieldWhen({ term, put }: { term: FieldTerm; put: Put }) {
  const t = useT();
  const { model } = useBuilder();
  const fields = usePersonFields(model, 'rule');
  const sayWhen = useSayWhen(model);
  return (
    <Field label={t('builder:term.when')}>
      <WhenEditor
        when={term.when}
        empty={NOBODY}
        fields={fields}
        suggest={suggestPersonValues}
        said={term.when.rules.length === 0 ? t('builder:term.no_condition') : sayWhen(term.when)}
        onChange={(when) => put({ ...term, when }, 'when')}
      />
    </Field>
  );
}

function SignalWhen({ term, put }: { term: SignalTerm | CountTerm; put: Put }) {
  const t = useT();
  return (
    <Field label={t('builder:term.signal')}>
      <SignalChoice value={term.signal} onChange={(signal) => put({ ...term, signal }, 'signal')} />
    </Field>
  );
}

function CountWhen({ term, put }: { term: CountTerm; put: Put }) {
  const t = useT();
  return (
    <>
      <SignalWhen term={term} put={put} />
      <div className={css.pair}>
        <Select
          label={t('builder:term.comparison')}
          data={COMPARISONS.map((comparison) => ({ value: comparison, label: t(`conditions:operator.${comparison}`) }))}
          value={term.comparison}
          allowDeselect={false}
          onChange={(next) => {
            const comparison = COMPARISONS.find((each) => each === next);
            if (comparison) put({ ...term, comparison }, 'comparison');
          }}
        />
        <NumberInput
          label={t('builder:term.times')}
          value={term.count}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          onChange={(count) => typeof count === 'number' && put({ ...term, count }, 'count')}
        />
      </div>
      <NumberInput
        label={t('builder:term.window')}
        placeholder={t('builder:term.window_none')}
        value={term.window_days ?? ''}
        min={0.001}
        max={36_500}
        suffix={` ${t('conditions:units.days', { count: term.window_days ?? 0 })}`}
        onChange={(days) => {
          if (days === '') put(withOptional(term, 'window_days', undefined), 'window');
          else if (Number(days) >= 0.001) put({ ...term, window_days: Number(days) }, 'window');
        }}
      />
    </>
  );
}

function AtMostInput({ term, put }: { term: SignalTerm; put: Put }) {
  const t = useT();
  const { at_most } = term;
  return (
    <div className={css.pair}>
      <NumberInput
        label={t('builder:term.at_most')}
        placeholder={t('builder:limits.none')}
        value={at_most?.n ?? ''}
        min={1}
        max={1000}
        allowDecimal={false}
        onChange={(n) => {
          if (n === '') put(withOptional(term, 'at_most', undefined), 'at_most');
          else if (Number(n) >= 1) put({ ...term, at_most: { n: Number(n), per: at_most?.per ?? 'day' } }, 'at_most');
        }}
      />
      <Select
        label={t('builder:term.per')}
        disabled={at_most === undefined}
        data={PERIODS.map((period) => ({ value: period, label: t(`builder:period.${period}`) }))}
        value={at_most?.per ?? 'day'}
        allowDeselect={false}
        onChange={(next) => {
          const per = PERIODS.find((each) => each === next);
          if (per && at_most) put({ ...term, at_most: { ...at_most, per } }, 'per');
        }}
      />
    </div>
  );
}
