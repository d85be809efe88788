import { Link, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { useT } from '../../lib/i18n.ts';
import { useMe } from '../../lib/session.ts';
import { NotFound } from '../../parts/not-found.tsx';
import { Page } from '../../parts/page-header.tsx';
import { GROUPS, maySee, readSection, type SectionId } from './sections.ts';
import css from './settings.module.css';

const CONTENT: Record<SectionId, ComponentType> = {
  me: lazy(async () => ({ default: (await import('./me/me.tsx')).MySettings })),
  workspace: lazy(async () => ({ default: (await import('./workspace.tsx')).WorkspaceSettings })),
  people: lazy(async () => ({ default: (await import('./people/people.tsx')).PeopleSettings })),
  fields: lazy(async () => ({ default: (await import('./fields/fields.tsx')).FieldSettings })),
  rule: lazy(async () => ({ default: (await import('./rule.tsx')).RuleSettings })),
  temperature: lazy(async () => ({ default: (await import('./temperature.tsx')).TemperatureSettings })),
  site: lazy(async () => ({ default: (await import('./site/site.tsx')).SiteSettings })),
  keys: lazy(async () => ({ default: (await import('./keys/keys.tsx')).KeySettings })),
  audit: lazy(async () => ({ default: (await import('./audit/audit.tsx')).AuditSettings })),
};

/** On a phone the sections stand side by side: brings the open one into sight. */
function showCurrent(link: HTMLAnchorElement | null): void {
  if (link?.getAttribute('aria-current') === 'page') link.scrollIntoView({ block: 'nearest', inline: 'center' });
}

/** The settings: a list of sections and the one that is open. Only what one's role may use is shown. */
export function SettingsPage() {
  const t = useT();
  const { permissions } = useMe();
  const { section: wanted } = useParams({ from: '/frame/settings/$section' });
  const section = readSection(wanted);
  const groups = GROUPS.map(({ group, sections }) => ({
    group,
    sections: sections.filter((each) => maySee(each, permissions)),
  })).filter(({ sections }) => sections.length > 0);
  const allowed = groups.some(({ sections }) => sections.some((each) => each.id === section));
  if (section === undefined || !allowed) return <NotFound />;
  const Content = CONTENT[section];
  return (
    <div className={css.settings}>
      <nav className={css.nav} aria-label={t('settings:title')}>
        {groups.map(({ group, sections }) => (
          <div key={group} className={css.navGroup}>
            <h2 className={css.navLabel}>{t(`settings:group.${group}`)}</h2>
            {sections.map(({ id }) => (
              <Link
                key={id}
                ref={showCurrent}
                to="/settings/$section"
                params={{ section: id }}
                preload={false}
                className={css.navLink}
              >
                {t(`settings:section.${id}`)}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <div className={css.content}>
        <Page>
          <Suspense>
            <Content />
          </Suspense>
        </Page>
      </div>
    </div>
  );
}
