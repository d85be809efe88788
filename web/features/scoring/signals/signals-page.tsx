import { Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import type { Signal } from '../../../../src/model/format.ts';
import { freshKey, takenKeys } from '../../../../src/model/fresh-keys.ts';
import { useT } from '../../../lib/i18n.ts';
import { api } from '../../../lib/request.ts';
import { useMay } from '../../../lib/session.ts';
import { ErrorState, InlineError } from '../../../parts/error-state.tsx';
import { Page, PageHeader } from '../../../parts/page-header.tsx';
import { sayDone } from '../../../parts/toast.tsx';
import { type ModelEntry, modelsQuery, versionQuery } from '../api.ts';
import { WhenEditor } from '../builder/forms/when-editor.tsx';
import { putSignal } from '../builder/parts/change.ts';
import { NOBODY } from '../builder/use-when.ts';
import { useSentences } from '../use-sentences.ts';
import { suggestTouchValues } from './api.ts';
import { Matches } from './matches.tsx';
import css from './signals-page.module.css';
import { useTouchChoices } from './touch-choices.ts';

/** What counts as something somebody did: every signal, with the touches of the last days that match it. */
export function SignalsPage() {
  const search = useSearch({ from: '/frame/scoring/signals' });
  const { data: models, error, refetch } = useQuery(modelsQuery);
  const entry = models?.find((each) => each.model_id === search.model) ?? models?.[0];
  const version = useQuery({
    ...versionQuery(entry?.model_id ?? 0, entry?.draft_version ?? 'live'),
    enabled: entry !== undefined,
  });
  const failed = error ?? version.error;
  if (failed !== null) return <ErrorState error={failed} onRetry={() => void refetch()} />;
  if (entry === undefined || version.data === undefined)
    return (
      <Page wide>
        <Skeleton mt={20} height={480} className="pl-late" />
      </Page>
    );
  return <Signals entry={entry} version={version.data} chosen={search.signal} />;
}

type SignalsProps = { entry: ModelEntry; version: ModelVersion; chosen: string | undefined };

function Signals({ entry, version, chosen }: SignalsProps) {
  const t = useT();
  const mayWrite = useMay('scoring.write');
  const { signals } = version.document;
  const key =
    chosen === 'new' || (chosen !== undefined && Object.hasOwn(signals, chosen)) ? chosen : Object.keys(signals)[0];
  const signal = key === undefined || key === 'new' ? undefined : signals[key];
  return (
    <Page wide>
      <PageHeader
        title={t('builder:kind.signals')}
        note={entry.name}
        lead={t('builder:signals.about')}
        actions={
          <>
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/scoring" search={{ model: entry.model_id }} {...props} />}
            >
              {t('scoring:compare.back')}
            </Button>
            {mayWrite && (
              <Button
                renderRoot={(props) => (
                  <Link to="/scoring/signals" search={{ model: entry.model_id, signal: 'new' }} {...props} />
                )}
              >
                {t('builder:signal.make')}
              </Button>
            )}
          </>
        }
      />
      <div className={css.columns}>
        <nav className={css.list} aria-label={t('builder:kind.signals')}>
          {Object.entries(signals).map(([each, { name }]) => (
            <Link
              key={each}
              to="/scoring/signals"
              search={{ model: entry.model_id, signal: each }}
              className={css.link}
              aria-current={each === key ? 'true' : undefined}
            >
              {name}
            </Link>
          ))}
          {Object.keys(signals).length === 0 && <p className={css.none}>{t('builder:signals.none')}</p>}
        </nav>
        <SignalEditor
          key={`${key} ${version.version} ${version.created_at}`}
          entry={entry}
          version={version}
          signalKey={signal === undefined ? undefined : key}
          signal={signal ?? { name: t('builder:new.signal'), when: NOBODY }}
          mayWrite={mayWrite}
        />
      </div>
    </Page>
  );
}

type SignalEditorProps = {
  entry: ModelEntry;
  version: ModelVersion;
  /** Undefined for a new one. */
  signalKey: string | undefined;
  signal: Signal;
  mayWrite: boolean;
};

/** A signal that is tried out on the touches of the last days, and then kept in the model's draft. */
function SignalEditor({ entry, version, signalKey, signal, mayWrite }: SignalEditorProps) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(signal);
  const say = useSentences(version.document);
  const fields = useTouchChoices(draft.when);
  const keep = useMutation({
    mutationFn: async () => {
      const key = signalKey ?? freshKey(takenKeys(version.document, 'signal'), draft.name, 'signal');
      const document = putSignal(version.document, key, { ...draft, name: draft.name.trim() });
      const over = version.state === 'draft' ? version.created_at : null;
      await api.put<ModelVersion>(`/api/models/${entry.model_id}/draft`, { document, over, note: null });
      return key;
    },
    meta: { showsErrors: true },
    onSuccess: async (key) => {
      sayDone(t('builder:signal.kept'));
      await client.invalidateQueries({ queryKey: ['model'] });
      await navigate({ to: '/scoring/signals', search: { model: entry.model_id, signal: key }, replace: true });
    },
  });
  const changed = draft.when !== signal.when || draft.name !== signal.name || signalKey === undefined;
  return (
    <div className={css.editor}>
      <div className={css.define}>
        <TextInput
          label={t('builder:name')}
          value={draft.name}
          maxLength={200}
          readOnly={!mayWrite}
          error={draft.name.trim() === '' ? t('builder:problem.name') : undefined}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <div>
          <h2 className={css.heading}>{t('builder:signal.when')}</h2>
          <WhenEditor
            when={draft.when}
            empty={NOBODY}
            fields={fields}
            suggest={suggestTouchValues}
            said={draft.when.rules.length === 0 ? t('builder:signal.no_condition') : say.signal(draft)}
            onChange={(when) => setDraft((now) => ({ ...now, when }))}
          />
        </div>
        <InlineError error={keep.error} />
        {mayWrite && (
          <div className={css.foot}>
            <Button
              disabled={!changed || draft.name.trim() === '' || draft.when.rules.length === 0}
              loading={keep.isPending}
              onClick={() => keep.mutate()}
            >
              {t('builder:signal.keep')}
            </Button>
            <span className={css.none}>{t('builder:signal.keep_text')}</span>
          </div>
        )}
      </div>
      <Matches when={draft.when} />
    </div>
  );
}
