import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconArchiveOff, IconDots, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Source } from '../../../src/flow/capture/contract.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { sourcesQuery } from '../../lib/sources.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { NotFound } from '../../parts/not-found.tsx';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { Section } from '../../parts/section.tsx';
import { Tag } from '../../parts/tag.tsx';
import { offerUndo } from '../../parts/toast.tsx';
import { useChangeSource } from './api.ts';
import { MEASURES, sumTallies } from './days.ts';
import { HeardList } from './heard-list.tsx';
import { MeasurePicture } from './measure-picture.tsx';
import { PeriodSwitch } from './period-switch.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourceFacts } from './source-facts.tsx';
import css from './sources.module.css';
import { usePeriod } from './use-period.ts';

/** One source: what it brought day by day, what was heard last, and what is said about it. */
export function SourcePage() {
  const { sourceId } = useParams({ from: '/frame/sources/$sourceId' });
  const { data: sources, error, refetch } = useQuery(sourcesQuery({ archived: true }));
  const source = sources?.find((each) => each.source_id === sourceId);
  if (error !== null)
    return (
      <Page>
        <ErrorState whole error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (sources === undefined) return null;
  return source === undefined ? <NotFound /> : <SourceView source={source} />;
}

function SourceView({ source }: { source: Source }) {
  const t = useT();
  const navigate = useNavigate();
  const { days: period = 30 } = useSearch({ from: '/frame/sources/$sourceId' });
  const { days, tallies } = usePeriod(period);
  const tally = tallies.get(source.source_id) ?? sumTallies([], days.length);
  return (
    <Page wide>
      <PageHeader
        title={
          <>
            <Link to="/sources" search={{ days: period }} className={css.back}>
              {t('sources:title')}
            </Link>
            <span className={css.slash}>/</span>
            <span className={css.headName}>{source.name}</span>
          </>
        }
        note={
          <>
            <Tag>{t(`common:channel.${source.channel}`)}</Tag>{' '}
            {source.archived_at !== null && <Tag tone="warm">{t('sources:archived')}</Tag>}
          </>
        }
        actions={<SourceActions source={source} />}
      />
      <div className={css.tools}>
        <PeriodSwitch
          period={period}
          onPeriod={(next) =>
            void navigate({
              to: '/sources/$sourceId',
              params: { sourceId: source.source_id },
              search: { days: next },
              replace: true,
            })
          }
        />
      </div>
      <div className={css.pictures}>
        {MEASURES.map((measure) => (
          <MeasurePicture key={measure} measure={measure} days={days} values={tally.byDay[measure]} />
        ))}
      </div>
      <div className={css.halves}>
        <div>
          <Section title={t('sources:heard.title')}>
            <HeardList source={source} />
          </Section>
        </div>
        <div>
          <Section title={t('sources:facts.title')}>
            <SourceFacts source={source} />
          </Section>
        </div>
      </div>
    </Page>
  );
}

function SourceActions({ source }: { source: Source }) {
  const t = useT();
  const mayWrite = useMay('sources.write');
  const change = useChangeSource();
  const [editing, edit] = useDisclosure(false);
  useHotkeys([{ keys: 'e', label: t('sources:edit'), group: t('sources:title'), run: edit.open }], mayWrite);
  if (!mayWrite) return null;
  const archived = source.archived_at !== null;
  const archive = (next: boolean) =>
    change.mutate(
      { id: source.source_id, archived: next },
      {
        onSuccess: () =>
          offerUndo(
            t(next ? 'sources:was_archived' : 'sources:was_restored', { name: source.name }),
            t('common:action.undo'),
            () => change.mutate({ id: source.source_id, archived: !next }),
          ),
      },
    );
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={15} stroke={1.75} />} onClick={edit.open}>
        {t('sources:edit')}
      </Button>
      <Menu>
        <Menu.Target>
          <Button variant="default" px={8} aria-label={t('sources:more')}>
            <IconDots size={16} stroke={1.75} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={
              archived ? <IconArchiveOff size={15} stroke={1.75} /> : <IconArchive size={15} stroke={1.75} />
            }
            onClick={() => archive(!archived)}
          >
            {t(archived ? 'sources:restore' : 'sources:archive')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing && <SourceDialog source={source} onClose={edit.close} />}
    </>
  );
}
