import { MutationCache, notifyManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './request.ts';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The screen shows this change's errors itself, beside the field. */
      showsErrors?: boolean;
    };
  }
}

type Listeners = {
  /** The session has ended: the next screen is sign-in. */
  onSignedOut: () => void;
  /** The workspace was removed, or one is no longer a member of it: the next screen is one of another. */
  onLostWorkspace: () => void;
  /** A change was refused and no screen shows why. */
  onRefused: (error: unknown) => void;
};

/** Whether trying again may help: no answer, or a server that is starting or overloaded. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.code === 'offline' || error.status === 502 || error.status === 503 || error.status === 504)
  );
}

// A button whose change has begun is off before the next click is heard: a double click does a thing once.
notifyManager.setScheduler(queueMicrotask);

/** The cache of everything read from the server. The live stream says what became stale, so nothing is asked for on a timer. */
export function makeQueryClient({ onSignedOut, onLostWorkspace, onRefused }: Listeners): QueryClient {
  const signedOut = (error: unknown) => error instanceof ApiError && error.code === 'not_signed_in';
  const lostWorkspace = (error: unknown) => error instanceof ApiError && error.parts.reason === 'not_a_member';
  return new QueryClient({
    queryCache: new QueryCache({
      // Who asks "who am I" deals with the answer that it is nobody: the router, on its way to a screen.
      onError: (error, query) => {
        if (query.queryKey[0] === 'me') return;
        if (signedOut(error)) onSignedOut();
        else if (lostWorkspace(error)) onLostWorkspace();
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (signedOut(error)) onSignedOut();
        else if (lostWorkspace(error)) onLostWorkspace();
        else if (!mutation.meta?.showsErrors) onRefused(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < 2 && isPassing(error),
        retryDelay: (attempt) => 400 * 3 ** attempt,
      },
      mutations: { retry: false },
    },
  });
}
