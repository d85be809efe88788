import { execFileSync, spawnSync } from 'node:child_process';
import { AppError } from '../errors.ts';

/** The ordinary user that PostgreSQL runs as when we run as root, which it refuses to do itself. */
export type Account = { uid: number; gid: number };

/**
 * Undefined when we are an ordinary user ourselves; otherwise the system's user `postgres`, made if there is none.
 * Throws `start_failed` where it cannot be made.
 */
export function findAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = readAccount();
  if (known) return known;
  // The first is for most systems, the second for BusyBox (Alpine).
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']],
  ];
  for (const [command, args] of attempts) spawnSync(command, args, { stdio: 'ignore' });
  const made = readAccount();
  if (made) return made;
  throw new AppError(
    'start_failed',
    'PostgreSQL does not run as root, and a user "postgres" could not be made: make one, start as another user, or set DATABASE_URL',
  );
}

/** Whether the account may enter `folder` and, where asked, run `program` in it. */
export function mayUse(account: Account, folder: string, program?: string): boolean {
  const script = 'cd "$1" && { [ -z "$2" ] || "$2" --version; }';
  const args = ['-c', script, 'sh', folder, program ?? ''];
  return spawnSync('/bin/sh', args, { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function readAccount(): Account | undefined {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return undefined;
  }
}
