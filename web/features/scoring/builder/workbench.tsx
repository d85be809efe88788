import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useReducer, useRef, useState } from 'react';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import { checkModel } from '../../../../src/model/check.ts';
import type { Model } from '../../../../src/model/format.ts';
import { useConditionWords } from '../../../lib/condition-words.ts';
import { useT } from '../../../lib/i18n.ts';
import { KeepQuestions } from '../../../parts/keeping.tsx';
import type { ModelEntry } from '../api.ts';
import { previewQuery } from '../lab/api.ts';
import type { Who } from '../lab/asked.ts';
import { touchCatalogue } from '../touch-fields.ts';
import { useChanges } from '../use-changes.ts';
import { type Builder, BuilderContext } from './context.ts';
import { beginEdits, type Edits, edit, redo, undo } from './edits.ts';
import { EffectPanel } from './effect/effect-panel.tsx';
import { FormPanel } from './forms/form-panel.tsx';
import { BuilderOutline } from './outline/outline.tsx';
import { hasPart, type PartId, readPart, writePart } from './parts/spot.ts';
import { Problems } from './problems.tsx';
import { PublishDialog } from './publish/publish-dialog.tsx';
import { usePublishDraft } from './publish/use-publish-draft.ts';
import { Bar } from './top/bar.tsx';
import { useKeptDraft } from './use-kept-draft.ts';
import css from './workbench.module.css';

const ASK_AFTER_MS = 200;
/** From this width on outline, form and effect stand side by side. */
const THREE_COLUMNS_FROM = 1080;
const VIEWS = ['outline', 'form', 'effect'] as const;
type View = (typeof VIEWS)[number];

type Deed = { make: (model: Model) => Model; kind: string | undefined; at: number } | { go: 'back' | 'forward' };

function reduce(edits: Edits<Model>, deed: Deed): Edits<Model> {
  if ('go' in deed) return deed.go === 'back' ? undo(edits) : redo(edits);
  return edit(edits, deed.make(edits.present), deed.at, deed.kind);
}

type WorkbenchProps = { entry: ModelEntry; begin: ModelVersion; live: ModelVersion | undefined };

/** Outline, form and effect of one draft. */
export function Workbench({ entry, begin, live }: WorkbenchProps) {
  const t = useT();
  const navigate = useNavigate();
  const search = useSearch({ from: '/frame/scoring/edit' });
  const { ref, width } = useElementSize();
  const [edits, act] = useReducer(reduce, begin.document, beginEdits<Model>);
  const [who, setWho] = useState<Who>('everybody');
  const [view, setView] = useState<View>(search.part === undefined ? 'outline' : 'form');
  const [publishing, setPublishing] = useState(false);
  const model = edits.present;
  const { fields, catalogue } = useConditionWords();
  const problems = useMemo(
    () => (fields === undefined ? [] : checkModel(model, { person: catalogue, touch: touchCatalogue })),
    [model, fields, catalogue],
  );
  const valid = problems.length === 0;
  const change = useCallback((make: (model: Model) => Model, kind?: string) => act({ make, kind, at: Date.now() }), []);
  const draft = useKeptDraft(entry.model_id, model, valid, begin, (document) => change(() => document));
  const publish = usePublishDraft(entry.model_id, draft.flush);
  const lastValid = useRef(begin.document);
  if (valid) lastValid.current = model;
  const [asked] = useDebouncedValue(lastValid.current, ASK_AFTER_MS);
  const preview = useQuery(previewQuery(entry.model_id, { document: asked, who }));
  const changes = useChanges(live?.document, model);
  const wanted = readPart(search.part ?? '');
  const first = model.dimensions[0]?.groups[0]?.terms[0];
  const selected: PartId =
    wanted !== undefined && hasPart(model, wanted)
      ? wanted
      : first === undefined
        ? { part: 'bands' }
        : { part: 'term', key: first.key };
  const select = (id: PartId) => {
    setView('form');
    void navigate({ to: '/scoring/edit', search: { ...search, part: writePart(id) }, replace: true });
  };
  const builder: Builder = {
    modelId: entry.model_id,
    model,
    live: live?.document,
    selected,
    select,
    change,
    problems,
    preview: preview.data,
  };
  const old = asked !== lastValid.current || preview.isPlaceholderData;
  const parts = {
    outline: <BuilderOutline />,
    form: <FormPanel />,
    effect: <EffectPanel asked={asked} who={who} onWho={setWho} error={preview.error} old={old} />,
  };
  return (
    <BuilderContext value={builder}>
      <div className={css.page} ref={ref}>
        <Bar
          changes={changes}
          liveVersion={live?.version ?? null}
          keeping={draft.state}
          at={draft.kept.at}
          canUndo={edits.past.length > 0}
          canRedo={edits.future.length > 0}
          onUndo={() => act({ go: 'back' })}
          onRedo={() => act({ go: 'forward' })}
          onDiscard={() => live !== undefined && change(() => live.document)}
          onPublish={() => setPublishing(true)}
        />
        <KeepQuestions keeping={draft} />
        <Problems />
        {width === 0 ? null : width >= THREE_COLUMNS_FROM ? (
          <div className={css.columns}>
            {VIEWS.map((each) => (
              <section
                key={each}
                className={css.column}
                data-scrolls
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
                tabIndex={0}
                aria-label={t(`builder:view.${each}`)}
              >
                {parts[each]}
              </section>
            ))}
          </div>
        ) : (
          <>
            <SegmentedControl
              className={css.views}
              size="xs"
              fullWidth
              aria-label={t('builder:view.label')}
              value={view}
              onChange={(next) => setView(VIEWS.find((each) => each === next) ?? 'outline')}
              data={VIEWS.map((each) => ({ value: each, label: t(`builder:view.${each}`) }))}
            />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
            <section className={css.column} data-scrolls tabIndex={0} aria-label={t(`builder:view.${view}`)}>
              {parts[view]}
            </section>
          </>
        )}
        {publishing && (
          <PublishDialog
            changes={changes}
            document={model}
            publishing={publish.isPending}
            error={publish.error}
            onClose={() => {
              publish.reset();
              setPublishing(false);
            }}
            onPublish={(note) => publish.mutate(note)}
          />
        )}
      </div>
    </BuilderContext>
  );
}
