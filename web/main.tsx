import './styles/tokens.css';
import './styles/base.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications, notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTranslation } from './lib/i18n.ts';
import { makeQueryClient } from './lib/query-client.ts';
import { readError } from './lib/read-error.ts';
import { requestWorkspace } from './lib/request.ts';
import { enterWorkspace, meQuery } from './lib/session.ts';
import { sayFailed } from './parts/toast.tsx';
import { makeRouter } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

const client = makeQueryClient({
  onSignedOut: () => {
    if (router.state.location.pathname === '/sign-in') return;
    // What could be undone a moment ago needs a session too.
    notifications.clean();
    client.removeQueries({ queryKey: meQuery.queryKey });
    void router.navigate({
      to: '/sign-in',
      search: { to: router.state.location.href, ended: true },
      replace: true,
      ignoreBlocker: true,
    });
  },
  onLostWorkspace: () => {
    if (requestWorkspace() === undefined) return;
    enterWorkspace(undefined);
    notifications.clean();
    void router.navigate({ to: '/leads', search: {}, ignoreBlocker: true }).then(async () => {
      await client.resetQueries({ queryKey: meQuery.queryKey });
      await client.resetQueries();
    });
  },
  onRefused: (error) => {
    const { title, text, said } = readError(error, i18next.t);
    sayFailed(title, text, said);
  },
});
const router = makeRouter(client);
const schemes = localStorageColorSchemeManager({ key: 'plumb-color-scheme' });

await startTranslation();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={client}>
        <ModalsProvider>
          <RouterProvider router={router} />
        </ModalsProvider>
        <Notifications position="bottom-center" limit={3} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
