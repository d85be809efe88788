import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../lib/request.ts';
import { enterWorkspace } from '../../lib/session.ts';

/** Ends the session and forgets everything that was read in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await api.delete('/api/session');
    enterWorkspace(undefined);
    await navigate({ to: '/sign-in', search: {}, ignoreBlocker: true });
    client.clear();
  };
}
