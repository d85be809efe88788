import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconWorldWww } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { sourcesQuery } from '../../../lib/sources.ts';
import { CodeBlock } from '../../../parts/code-block.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { InlineError } from '../../../parts/error-state.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Section } from '../../../parts/section.tsx';
import { keysQuery, useMakeKey } from '../api.ts';
import css from '../settings.module.css';
import { HeardCheck } from './heard-check.tsx';
import { formSnippet, trackerSnippet } from './snippets.ts';

/** Connecting a site: the tracker to paste, whether it is heard, and a form that works without any script. */
export function SiteSettings() {
  const t = useT();
  const mayMake = useMay('write_keys.write');
  const { data: keys } = useQuery(keysQuery);
  const { data: sources = [] } = useQuery(sourcesQuery());
  const make = useMakeKey();
  const [chosen, setChosen] = useState<string | null>(null);
  const usable = (keys ?? []).filter((key) => key.public_token !== null && key.revoked_at === null);
  const key = usable.find((each) => String(each.key_id) === chosen) ?? usable.at(-1);
  if (keys === undefined) return null;
  const header = <PageHeader title={t('settings:section.site')} lead={t('settings:site.lead')} />;
  if (key?.public_token == null)
    return (
      <>
        {header}
        <EmptyState
          icon={<IconWorldWww size={22} stroke={1.75} />}
          title={t('settings:site.no_key')}
          text={t('settings:site.no_key_text')}
          action={
            mayMake && (
              <Button
                loading={make.isPending}
                onClick={() => make.mutate({ kind: 'write', name: t('settings:site.key_name') })}
              >
                {t('settings:site.make_key')}
              </Button>
            )
          }
        />
        <InlineError error={make.error} />
      </>
    );
  const sourceOf = (usual: string) =>
    key.source_id ?? sources.find((source) => source.key === usual)?.source_id ?? null;
  return (
    <>
      {header}
      <Section title={t('settings:site.key')} text={t('settings:site.key_text')}>
        <Select
          className={css.narrow}
          aria-label={t('settings:site.key')}
          data={usable.map(({ key_id, name, shown }) => ({ value: String(key_id), label: `${name} · ${shown}` }))}
          value={String(key.key_id)}
          onChange={setChosen}
          allowDeselect={false}
        />
      </Section>
      <Tracker token={key.public_token} sourceId={sourceOf('website')} />
      <FormOfOwn token={key.public_token} sourceId={sourceOf('website-form')} />
    </>
  );
}

type SnippetProps = { token: string; sourceId: number | null };

function Tracker({ token, sourceId }: SnippetProps) {
  const t = useT();
  const [allForms, setAllForms] = useState(false);
  const [waitForConsent, setWaitForConsent] = useState(false);
  return (
    <Section title={t('settings:site.tracker')} text={t('settings:site.tracker_text')}>
      <div className={css.stack}>
        <CodeBlock
          label={t('settings:site.tracker')}
          code={trackerSnippet(window.location.origin, token, { allForms, waitForConsent })}
        />
        <Checkbox
          label={t('settings:site.all_forms')}
          description={t('settings:site.all_forms_why')}
          checked={allForms}
          onChange={(event) => setAllForms(event.currentTarget.checked)}
        />
        <Checkbox
          label={t('settings:site.consent')}
          description={t('settings:site.consent_why')}
          checked={waitForConsent}
          onChange={(event) => setWaitForConsent(event.currentTarget.checked)}
        />
        {sourceId !== null && <HeardCheck sourceId={sourceId} waitingFor={t('settings:site.wait_page')} />}
      </div>
    </Section>
  );
}

function FormOfOwn({ token, sourceId }: SnippetProps) {
  const t = useT();
  const [name, setName] = useState('');
  const words = {
    name: t('settings:form.name'),
    email: t('settings:form.email'),
    phone: t('settings:form.phone'),
    company: t('settings:form.company'),
    message: t('settings:form.message'),
    consent: t('settings:form.consent'),
    send: t('settings:form.send'),
    leave_empty: t('settings:form.leave_empty'),
  };
  return (
    <Section title={t('settings:form.title')} text={t('settings:form.text')}>
      <div className={css.stack}>
        <TextInput
          className={css.narrow}
          label={t('settings:form.form_name')}
          description={t('settings:form.form_name_why')}
          placeholder={t('settings:form.usual_name')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <CodeBlock
          label={t('settings:form.title')}
          code={formSnippet(window.location.origin, token, name.trim() || t('settings:form.usual_name'), words)}
        />
        {sourceId !== null && <HeardCheck sourceId={sourceId} waitingFor={t('settings:form.wait')} />}
      </div>
    </Section>
  );
}
