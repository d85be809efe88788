import { ActionIcon, Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { WantedTerm } from '../../../../src/model/add-terms.ts';
import { useT } from '../../../lib/i18n.ts';
import { modelsQuery, versionQuery, versionsQuery } from '../../../lib/models.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { offerUndo } from '../../../parts/toast.tsx';
import { useAddPoints } from './api.ts';
import css from './customers.module.css';
import { offerPoints } from './points.ts';

/** What is to be a term: its name, what it holds for, and how much it tells. */
export type Told = { key: string; name: string; log_lift: number } & (
  | Pick<Extract<WantedTerm, { when: unknown }>, 'when'>
  | Pick<Extract<WantedTerm, { signal: unknown }>, 'signal'>
);

type PointsDialogProps = { told: Told[]; onClose: () => void; onAdded: () => void };

/** Offers points for what was learnt, to be changed, and adds them to the draft of a model. */
export function PointsDialog({ told, onClose, onAdded }: PointsDialogProps) {
  const t = useT();
  const navigate = useNavigate();
  const add = useAddPoints();
  const { data: models } = useQuery(modelsQuery);
  const [wishedModel, setModel] = useState<number>();
  const [wishedDimension, setDimension] = useState<string>();
  const [points, setPoints] = useState(() => {
    const offered = offerPoints(told.map((each) => each.log_lift));
    return new Map(told.map(({ key }, place) => [key, offered[place] as number]));
  });
  const model = models?.find(({ model_id }) => model_id === wishedModel) ?? models?.[0];
  const version = useNewest(model?.model_id);
  const dimensions = version?.document.dimensions ?? [];
  const usual = told.every((each) => 'signal' in each) ? dimensions.at(-1) : dimensions[0];
  const dimension = dimensions.find(({ key }) => key === wishedDimension) ?? usual;
  const left = told.filter(({ key }) => points.has(key));
  const drop = (key: string) => setPoints(new Map([...points].filter(([each]) => each !== key)));
  const submit = () => {
    if (version === undefined || dimension === undefined || model === undefined) return;
    const terms = left.map(({ key, name, log_lift: _, ...what }): WantedTerm => {
      return { ...what, name: name.slice(0, 200), points: points.get(key) as number };
    });
    add.mutate(
      { version, dimension: dimension.key, group: t('customers:points.group'), terms },
      {
        onSuccess: () => {
          offerUndo(
            t('customers:points.added', { name: model.name }),
            t('customers:points.open'),
            () => void navigate({ to: '/scoring/edit', search: { model: model.model_id } }),
          );
          onAdded();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('customers:add_points')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap="md">
        <p className={css.hint}>{models?.length === 0 ? t('customers:points.no_model') : t('customers:points.text')}</p>
        <Group grow align="flex-start">
          <Select
            label={t('customers:points.model')}
            data={(models ?? []).map(({ model_id, name }) => ({ value: String(model_id), label: name }))}
            value={model === undefined ? null : String(model.model_id)}
            allowDeselect={false}
            onChange={(next) => setModel(Number(next))}
          />
          <Select
            label={t('customers:points.dimension')}
            data={dimensions.map(({ key, name }) => ({ value: key, label: name }))}
            value={dimension?.key ?? null}
            allowDeselect={false}
            onChange={(next) => setDimension(next ?? undefined)}
          />
        </Group>
        <ul className={css.pointRows}>
          {left.map(({ key, name }) => (
            <li key={key} className={css.pointRow}>
              <span>{name}</span>
              <NumberInput
                className={css.pointInput}
                aria-label={t('customers:points.of', { name })}
                value={points.get(key) as number}
                min={-1_000_000}
                max={1_000_000}
                decimalScale={2}
                onChange={(next) => typeof next === 'number' && setPoints(new Map(points).set(key, next))}
              />
              <ActionIcon aria-label={t('customers:points.drop', { name })} onClick={() => drop(key)}>
                <IconX size={15} stroke={1.75} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <InlineError error={add.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button disabled={left.length === 0 || dimension === undefined} loading={add.isPending} onClick={submit}>
            {t('customers:points.add')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The draft of a model, or what is live where there is none; undefined until it is known. */
function useNewest(model: number | undefined) {
  const { data: versions } = useQuery({ ...versionsQuery(model ?? 0), enabled: model !== undefined });
  const newest = versions?.find((each) => each.state === 'draft') ?? versions?.find((each) => each.is_live);
  const { data } = useQuery({
    ...versionQuery(model ?? 0, newest?.version ?? 'live'),
    enabled: model !== undefined && newest !== undefined,
  });
  return data;
}
