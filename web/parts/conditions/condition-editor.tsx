import { useMemo, useState } from 'react';
import {
  type ControlElementsProp,
  type OptionGroup,
  prepareRuleGroup,
  QueryBuilder,
  type RuleGroupType,
  type RuleType,
} from 'react-querybuilder';
import type { Condition, Operator } from '../../../src/conditions/format.ts';
import {
  AddGroup,
  AddRule,
  type BuilderField,
  CombinatorSwitch,
  FieldSelect,
  NotSwitch,
  OperatorSelect,
  Remove,
} from './controls.tsx';
import { finished } from './draft.ts';
import css from './editor.module.css';
import { NO_FIELD } from './no-field.ts';
import type { Suggest } from './suggest.ts';
import { ValueInput } from './value-input.tsx';
import { type ConditionField, startValue } from './value-kind.ts';

export type ConditionEditorProps = {
  fields: ConditionField[];
  /** The condition to begin with; later changes from outside need another `key`. */
  initial: Condition | undefined;
  /** What the draft says so far, without unfinished comparisons; undefined for nothing. */
  onChange: (condition: Condition | undefined) => void;
  suggest?: Suggest;
};

/** An empty editor begins with a comparison that asks for its field. */
const BEGINNING: RuleGroupType = { combinator: 'and', rules: [{ field: NO_FIELD, operator: '=', value: '' }] };

const CONTROLS: ControlElementsProp<BuilderField, string> = {
  fieldSelector: FieldSelect as never,
  operatorSelector: OperatorSelect,
  valueEditor: ValueInput,
  combinatorSelector: CombinatorSwitch,
  notToggle: NotSwitch,
  addRuleAction: AddRule,
  addGroupAction: AddGroup,
  removeRuleAction: Remove,
  removeGroupAction: Remove,
};

const CLASSES = {
  queryBuilder: css.builder,
  ruleGroup: css.group,
  header: css.header,
  body: css.body,
  rule: css.rule,
  combinators: css.combinators,
};

/** Edits a condition as a tree of comparisons and groups. */
export default function ConditionEditor({ fields, initial, onChange, suggest }: ConditionEditorProps) {
  const [draft, setDraft] = useState<RuleGroupType>(() => prepareRuleGroup((initial ?? BEGINNING) as RuleGroupType));
  const byName = useMemo(() => new Map(fields.map((field) => [field.name, field])), [fields]);
  const groups = useMemo(() => toOptionGroups(fields), [fields]);
  const context = useMemo(() => ({ suggest }), [suggest]);
  return (
    <QueryBuilder<RuleGroupType, BuilderField, never, never>
      fields={groups as never}
      query={draft}
      onQueryChange={(next) => {
        setDraft(next);
        onChange(finished(next as Condition, byName));
      }}
      context={context}
      controlElements={CONTROLS as never}
      controlClassnames={CLASSES}
      suppressStandardClassnames
      listsAsArrays
      addRuleToNewGroups
      autoSelectField={false}
      showNotToggle
      maxLevels={4}
      getOperators={(name) => operatorOptions(byName.get(name)) as never}
      getDefaultOperator={(name) => usualOperator(byName.get(name))}
      getDefaultValue={(rule: RuleType) => {
        const field = byName.get(rule.field);
        return field === undefined ? '' : startValue(field, rule.operator as Operator);
      }}
      resetOnOperatorChange
    />
  );
}

function operatorOptions(field: ConditionField | undefined) {
  return (field?.operators ?? []).map((name) => ({ name, value: name, label: name }));
}

/** The operator a comparison begins with: the one most asked for with that type, not the first of the list. */
export function usualOperator(field: ConditionField | undefined): Operator {
  if (field === undefined) return '=';
  const usual: Partial<Record<ConditionField['type'], Operator>> = {
    text: 'contains',
    open: 'contains',
    select: 'in',
    number: '>=',
    count: '>=',
    date: 'inLast',
    instant: 'inLast',
    list: 'includesAny',
  };
  const wanted = usual[field.type] ?? '=';
  return field.operators.includes(wanted) ? wanted : (field.operators[0] ?? '=');
}

function toOptionGroups(fields: ConditionField[]): OptionGroup<BuilderField>[] {
  const groups = Map.groupBy(fields, (field) => field.group);
  return [...groups].map(([label, members]) => ({
    label,
    options: members.map((field) => ({ name: field.name, value: field.name, label: field.label, ours: field })),
  }));
}
