import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

/** What a server is used for: `durable` keeps every promise; `throwaway` is for tests and loses all in a power cut. */
export type Purpose = 'durable' | 'throwaway';

const mebibyte = 1024 * 1024;

/**
 * The settings of the embedded server, sized for a laptop that does other things too. Written to `plumb.conf`, which
 * `ALTER SYSTEM` overrides. The log is not compressed: the bundled build knows pglz only, which costs a tenth of all writing.
 */
export function buildSettings(purpose: Purpose): Record<string, string | number> {
  const memory = Math.floor(totalmem() / mebibyte);
  const common = {
    timezone: 'UTC',
    jit: 'off',
    max_connections: 200,
    password_encryption: 'scram-sha-256',
    // The password is 256 random bits: stretching it would only slow every connection.
    scram_iterations: 1,
    random_page_cost: 1.1,
    track_io_timing: 'on',
    log_min_duration_statement: '2s',
    log_line_prefix: '%m [%p] ',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    dynamic_shared_memory_type: hasRoomyShm() ? 'posix' : 'mmap',
  };
  if (purpose === 'throwaway') {
    return { ...common, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' };
  }
  return {
    ...common,
    synchronous_commit: 'on',
    shared_buffers: `${clamp(memory / 4, 256, 6144)}MB`,
    effective_cache_size: `${clamp(memory / 2, 512, 65_536)}MB`,
    work_mem: '32MB',
    maintenance_work_mem: `${clamp(memory / 32, 64, 512)}MB`,
    wal_buffers: '32MB',
    max_wal_size: '4GB',
    min_wal_size: '512MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: 0.9,
  };
}

/** The lines of `plumb.conf`. */
export function writeSettings(settings: Record<string, string | number>): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `# Written at every start. Use ALTER SYSTEM to override a line.\n${lines.join('\n')}\n`;
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)));
}

/** Containers often give /dev/shm only 64 MB, which a parallel query outgrows. */
function hasRoomyShm(): boolean {
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks >= 512 * mebibyte;
  } catch {
    return false;
  }
}
