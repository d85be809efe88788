import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../lib/request.ts';
import { enterWorkspace } from '../../lib/session.ts';
import { keepAll } from '../../lib/use-keeping.ts';

/** Ends the session, with what was edited in it kept, and forgets everything that was read in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await keepAll();
    await api.delete('/api/session');
    enterWorkspace(undefined);
    await navigate({ to: '/sign-in', search: {}, ignoreBlocker: true });
    client.clear();
  };
}
