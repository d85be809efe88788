import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { Section } from '../../../parts/section.tsx';
import { type ModelEntry, versionsQuery } from '../api.ts';
import css from '../scoring.module.css';
import { ImportButton } from './import-button.tsx';
import { VersionRow } from './version-row.tsx';

type VersionsProps = { model: ModelEntry; shown: number | undefined };

/** Every version with who made it, when and why; each can be looked at, compared, written to a file and made live again. */
export function Versions({ model, shown }: VersionsProps) {
  const t = useT();
  const mayWrite = useMay('scoring.write');
  const { data: versions = [] } = useQuery(versionsQuery(model.model_id));
  return (
    <Section
      title={t('scoring:versions.title')}
      text={t('scoring:versions.text')}
      actions={
        <>
          {versions.length > 1 && (
            <Button
              variant="default"
              size="xs"
              renderRoot={(props) => <Link to="/scoring/compare" search={{ model: model.model_id }} {...props} />}
            >
              {t('scoring:versions.compare')}
            </Button>
          )}
          {mayWrite && <ImportButton model={model} />}
        </>
      }
    >
      <ul className={css.versions}>
        {versions.map((version) => (
          <VersionRow key={version.version} model={model} version={version} current={version.version === shown} />
        ))}
      </ul>
    </Section>
  );
}
