import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  useRouter,
} from '@tanstack/react-router';
import { setUpQuery } from './features/access/api.ts';
import { type ImportStep, readStep } from './features/imports/steps.ts';
import type { LeadTab } from './features/lead/lead-page.tsx';
import { readLeadSearch } from './features/leads/search.ts';
import { INTERVIEW_TABS, type InterviewTab } from './features/profiles/interviews/tabs.ts';
import { LAB_TABS, type LabTab } from './features/scoring/lab/tabs.ts';
import { PERIODS, type Period } from './features/sources/days.ts';
import { changeLanguage, isLanguage } from './lib/i18n.ts';
import { ApiError } from './lib/request.ts';
import { meQuery } from './lib/session.ts';
import { Alone } from './parts/alone.tsx';
import { ErrorState } from './parts/error-state.tsx';
import { NotFound } from './parts/not-found.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const wholeNumber = (value: unknown): number | undefined => (Number.isInteger(value) ? (value as number) : undefined);

/** A path of this site, never an address elsewhere. */
const ownPath = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  notFoundComponent: () => (
    <Alone>
      <NotFound />
    </Alone>
  ),
  errorComponent: AloneWithError,
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context }) => {
    const { needed } = await context.client.query(setUpQuery);
    if (!needed) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./features/access/set-up-page.tsx'), 'SetUpPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string; error?: string; ended?: boolean } => ({
    to: ownPath(search.to),
    error: text(search.error),
    ended: search.ended === true ? true : undefined,
  }),
  beforeLoad: async ({ context }) => {
    const { needed } = await context.client.query({ ...setUpQuery, staleTime: 'static' });
    if (needed) throw redirect({ to: '/setup' });
  },
  component: lazyRouteComponent(() => import('./features/access/sign-in-page.tsx'), 'SignInPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./features/access/invitation-page.tsx'), 'InvitationPage'),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: lazyRouteComponent(() => import('./features/access/password-page.tsx'), 'PasswordPage'),
});

/** What stands where not even the frame could be shown. */
function AloneWithError({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <Alone>
      <ErrorState whole error={error} onRetry={() => void router.invalidate()} />
    </Alone>
  );
}

/** Everything behind sign-in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ context, location }) => {
    try {
      const { user } = await context.client.query({ ...meQuery, staleTime: 'static' });
      if (isLanguage(user.language)) await changeLanguage(user.language);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'not_signed_in') throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
    }
  },
  component: lazyRouteComponent(() => import('./features/frame/frame.tsx'), 'Frame'),
  errorComponent: AloneWithError,
});

const start = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/leads' });
  },
});

const gettingStarted = createRoute({
  getParentRoute: () => frame,
  path: '/start',
  component: lazyRouteComponent(() => import('./features/start/start-page.tsx'), 'StartPage'),
});

const leads = createRoute({
  getParentRoute: () => frame,
  path: '/leads',
  validateSearch: readLeadSearch,
  component: lazyRouteComponent(() => import('./features/leads/leads-page.tsx'), 'LeadsPage'),
});

const lead = createRoute({
  getParentRoute: () => frame,
  path: '/leads/$personId',
  params: {
    parse: ({ personId }) => ({ personId: Number(personId) }),
    stringify: ({ personId }) => ({ personId: String(personId) }),
  },
  validateSearch: (search): { tab?: LeadTab } => ({
    tab: (['happened', 'who', 'thinking'] as const).find((tab) => tab === search.tab),
  }),
  component: lazyRouteComponent(() => import('./features/lead/lead-page.tsx'), 'LeadPage'),
});

const imports = createRoute({
  getParentRoute: () => frame,
  path: '/imports',
  component: lazyRouteComponent(() => import('./features/imports/imports-page.tsx'), 'ImportsPage'),
});

const importOne = createRoute({
  getParentRoute: () => frame,
  path: '/imports/$importId',
  params: {
    parse: ({ importId }) => ({ importId: Number(importId) }),
    stringify: ({ importId }) => ({ importId: String(importId) }),
  },
  validateSearch: (search): { step?: ImportStep } => ({ step: readStep(search.step) }),
  component: lazyRouteComponent(() => import('./features/imports/import-page.tsx'), 'ImportPage'),
});

const scoring = createRoute({
  getParentRoute: () => frame,
  path: '/scoring',
  validateSearch: (search): { model?: number; version?: number } => ({
    model: wholeNumber(search.model),
    version: wholeNumber(search.version),
  }),
  component: lazyRouteComponent(() => import('./features/scoring/scoring-page.tsx'), 'ScoringPage'),
});

const scoringEdit = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/edit',
  validateSearch: (search): { model?: number; part?: string } => ({
    model: wholeNumber(search.model),
    part: text(search.part),
  }),
  component: lazyRouteComponent(() => import('./features/scoring/builder/builder-page.tsx'), 'BuilderPage'),
});

const scoringCompare = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/compare',
  validateSearch: (search): { model?: number; from?: number; to?: number } => ({
    model: wholeNumber(search.model),
    from: wholeNumber(search.from),
    to: wholeNumber(search.to),
  }),
  component: lazyRouteComponent(() => import('./features/scoring/compare/compare-page.tsx'), 'ComparePage'),
});

const scoringLab = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/lab',
  validateSearch: (search): { model?: number; version?: number; tab?: LabTab; person?: number } => ({
    model: wholeNumber(search.model),
    version: wholeNumber(search.version),
    tab: LAB_TABS.find((tab) => tab === search.tab),
    person: wholeNumber(search.person),
  }),
  component: lazyRouteComponent(() => import('./features/scoring/lab/lab-page.tsx'), 'LabPage'),
});

const scoringSignals = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/signals',
  validateSearch: (search): { model?: number; signal?: string } => ({
    model: wholeNumber(search.model),
    signal: text(search.signal),
  }),
  component: lazyRouteComponent(() => import('./features/scoring/signals/signals-page.tsx'), 'SignalsPage'),
});

const profiles = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/profiles',
  component: lazyRouteComponent(() => import('./features/profiles/profiles-page.tsx'), 'ProfilesPage'),
});

const interviews = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/interviews',
  validateSearch: (search): { tab?: InterviewTab } => ({ tab: INTERVIEW_TABS.find((tab) => tab === search.tab) }),
  component: lazyRouteComponent(() => import('./features/profiles/interviews/interviews-page.tsx'), 'InterviewsPage'),
});

const interview = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/interviews/$interviewId',
  params: {
    parse: ({ interviewId }) => ({ interviewId: Number(interviewId) }),
    stringify: ({ interviewId }) => ({ interviewId: String(interviewId) }),
  },
  component: lazyRouteComponent(() => import('./features/profiles/interviews/interview-page.tsx'), 'InterviewPage'),
});

const profileJourney = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/profiles/$profileId/journey',
  params: {
    parse: ({ profileId }) => ({ profileId: Number(profileId) }),
    stringify: ({ profileId }) => ({ profileId: String(profileId) }),
  },
  component: lazyRouteComponent(() => import('./features/profiles/journey/journey-page.tsx'), 'JourneyPage'),
});

const validity = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/validity',
  component: lazyRouteComponent(() => import('./features/validity/validity-page.tsx'), 'ValidityPage'),
});

const customers = createRoute({
  getParentRoute: () => frame,
  path: '/scoring/profiles/customers',
  component: lazyRouteComponent(() => import('./features/profiles/customers/customers-page.tsx'), 'CustomersPage'),
});

const sources = createRoute({
  getParentRoute: () => frame,
  path: '/sources',
  validateSearch: (search): { days?: Period; archived?: boolean } => ({
    days: PERIODS.find((days) => days === search.days),
    archived: search.archived === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./features/sources/sources-page.tsx'), 'SourcesPage'),
});

const unreadable = createRoute({
  getParentRoute: () => frame,
  path: '/sources/unreadable',
  validateSearch: (search): { state?: 'replayed' | 'dismissed'; source?: number } => ({
    state: (['replayed', 'dismissed'] as const).find((state) => state === search.state),
    source: wholeNumber(search.source),
  }),
  component: lazyRouteComponent(() => import('./features/sources/unreadable-page.tsx'), 'UnreadablePage'),
});

const source = createRoute({
  getParentRoute: () => frame,
  path: '/sources/$sourceId',
  params: {
    parse: ({ sourceId }) => ({ sourceId: Number(sourceId) }),
    stringify: ({ sourceId }) => ({ sourceId: String(sourceId) }),
  },
  validateSearch: (search): { days?: Period } => ({ days: PERIODS.find((days) => days === search.days) }),
  component: lazyRouteComponent(() => import('./features/sources/source-page.tsx'), 'SourcePage'),
});

/** Whatever else is asked for behind sign-in: the way on stays around it. */
const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });

const settingsStart = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'me' } });
  },
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('./features/settings/settings-page.tsx'), 'SettingsPage'),
});

const tree = root.addChildren([
  setUp,
  signIn,
  invitation,
  newPassword,
  frame.addChildren([
    start,
    gettingStarted,
    leads,
    lead,
    imports,
    importOne,
    scoring,
    scoringEdit,
    scoringCompare,
    scoringLab,
    scoringSignals,
    profiles,
    customers,
    validity,
    profileJourney,
    interviews,
    interview,
    sources,
    unreadable,
    source,
    settingsStart,
    settings,
    nowhere,
  ]),
]);

/** A screen that failed inside the frame: trying again also loads what it begins with. */
function ErrorInPlace({ error }: { error: unknown }) {
  const router = useRouter();
  return <ErrorState whole error={error} onRetry={() => void router.invalidate()} />;
}

/** The site map: every screen, what its address holds, and who may come. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: ErrorInPlace,
    defaultPendingMs: 300,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
