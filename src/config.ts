import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AppError, type InputProblem } from './base/errors.ts';
import { logLevels } from './base/log.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const port = z.coerce.number().int().min(1).max(65_535);
const webAddress = z.url({ protocol: /^https?$/, error: 'expected an http or https address' });

/** Whom to believe about a client's address: nobody, everybody, a number of proxies, or addresses and networks. */
const trustProxy = z.string().transform((text): boolean | number | string => {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
});

/**
 * Every variable that Plumb reads, what it expects and what it means. The description is what docs/configuration.md shows;
 * `secret` keeps the value out of messages.
 */
export const variables = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' })
    .optional()
    .meta({
      secret: true,
      description:
        'A PostgreSQL 15 or later to use. Without it, Plumb runs a PostgreSQL 18 of its own in the data folder. The role needs to own the database, and CREATEROLE for the first migration (or a role `plumb_app` granted to it).',
    }),
  PLUMB_DATA_DIR: z
    .string()
    .default(join(root, 'data'))
    .transform((path) => resolve(path))
    .meta({
      description: 'Where the embedded database and generated secrets are kept.',
      default: '`data` in the project’s folder',
    }),
  PLUMB_HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'The address to listen on; `0.0.0.0` for every network, behind a reverse proxy please.' }),
  PLUMB_PORT: port.default(4100).meta({ description: 'The port to listen on.' }),
  PLUMB_PUBLIC_URL: webAddress
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .meta({
      description:
        'The address under which people reach Plumb, such as `https://plumb.example.com`. Links, cookies and the tracker snippet use it. Without it, the host and port.',
    }),
  PLUMB_SECRET: z.string().min(32, 'expected at least 32 characters').optional().meta({
    secret: true,
    description:
      'Signs cookies and links. Without it, one is made once and kept in the data folder; servers on several machines must share one.',
  }),
  PLUMB_TRUST_PROXY: trustProxy.default(false).meta({
    description:
      'Which reverse proxies to believe about the client’s address and protocol: `false`, `true`, a number of hops, or addresses and networks separated by commas.',
  }),
  PLUMB_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(500)
    .default(16)
    .meta({ description: 'How many database connections a server process may use for requests.' }),
  PLUMB_JOB_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(4)
    .meta({ description: 'How many jobs a process works on at once.' }),
  PLUMB_MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .min(1_000_000)
    .default(5_000_000_000)
    .meta({ description: 'The largest file that may be uploaded, in bytes.' }),
  PLUMB_METRICS_TOKEN: z.string().min(16, 'expected at least 16 characters').optional().meta({
    secret: true,
    description:
      'What a Prometheus must send as `Authorization: Bearer …` to read /metrics. Without it, only this machine may read them.',
  }),
  PLUMB_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'expected smtp://user:password@host:587 or smtps://user:password@host:465' })
    .optional()
    .meta({
      secret: true,
      description:
        'The mail server that notifications are sent through. Without it, they are only shown on the screen.',
    }),
  PLUMB_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'expected an e-mail address, such as Plumb <plumb@example.com>')
    .default('Plumb <plumb@localhost>')
    .meta({ description: 'The sender of e-mails, such as `Plumb <plumb@example.com>`.' }),
  LOG_LEVEL: z.enum(logLevels).default('info').meta({ description: 'How much is logged.' }),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress
    .optional()
    .meta({ description: 'Where to send OpenTelemetry traces (OTLP over HTTP). Without it, none are made.' }),
  PLUMB_OIDC_ISSUER: webAddress
    .optional()
    .meta({ description: 'The issuer of single sign-on by OpenID Connect. Needs the client id and secret too.' }),
  PLUMB_OIDC_CLIENT_ID: z.string().optional().meta({ description: 'The client id at that issuer.' }),
  PLUMB_OIDC_CLIENT_SECRET: z
    .string()
    .optional()
    .meta({ secret: true, description: 'The client secret at that issuer.' }),
  PLUMB_OIDC_NAME: z.string().default('Single sign-on').meta({ description: 'What the button for it says.' }),
};

const schema = z.object(variables).superRefine((config, context) => {
  const together = ['PLUMB_OIDC_ISSUER', 'PLUMB_OIDC_CLIENT_ID', 'PLUMB_OIDC_CLIENT_SECRET'] as const;
  const missing = together.filter((name) => config[name] === undefined);
  if (missing.length === together.length) return;
  for (const name of missing) {
    context.addIssue({
      code: 'custom',
      path: [name],
      message: `expected a value, since ${together.join(', ')} go together`,
    });
  }
});

export type Config = z.infer<typeof schema>;
export type Environment = Record<string, string | undefined>;

/**
 * Reads the configuration from the environment, and from a file `.env` in the project's folder for what is not set there.
 * An empty value counts as not set. Throws `config_invalid` with every problem at once; values of secrets are not told.
 */
export function readConfig(environment: Environment = readEnvironment()): Config {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue): InputProblem => {
    const name = String(issue.path[0]);
    return { path: [name], message: `${describeValue(name, present[name])}: ${issue.message}` };
  });
  const lines = problems.map(({ path, message }) => `  ${path[0]} ${message}`);
  throw new AppError('config_invalid', `The configuration has ${count(problems)}:\n${lines.join('\n')}`, {
    errors: problems,
  });
}

/** Variables that look like ours but are not: most likely misspelt. */
export function listUnknownVariables(environment: Environment = readEnvironment()): string[] {
  return Object.keys(environment).filter((name) => name.startsWith('PLUMB_') && !(name in variables));
}

/** The address under which people reach this installation, without a slash at the end. */
export function readPublicUrl(config: Config): string {
  if (config.PLUMB_PUBLIC_URL) return config.PLUMB_PUBLIC_URL;
  const host = /^(0\.0\.0\.0|::|127\.0\.0\.1|::1)$/.test(config.PLUMB_HOST) ? 'localhost' : config.PLUMB_HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${config.PLUMB_PORT}`;
}

/** Where traces go, before anything else is read or checked; undefined for nowhere. */
export function readTracingEndpoint(environment: Environment = readEnvironment()): string | undefined {
  return variables.OTEL_EXPORTER_OTLP_ENDPOINT.safeParse(environment.OTEL_EXPORTER_OTLP_ENDPOINT || undefined).data;
}

function readEnvironment(): Environment {
  try {
    process.loadEnvFile(join(root, '.env'));
  } catch {
    // There need not be such a file.
  }
  return process.env;
}

function describeValue(name: string, value: string | undefined): string {
  if (value === undefined) return 'is not set';
  const { secret } = variables[name as keyof typeof variables]?.meta() ?? {};
  return secret ? 'has a value that is not shown' : `is ${JSON.stringify(value)}`;
}

function count(problems: unknown[]): string {
  return problems.length === 1 ? 'a problem' : `${problems.length} problems`;
}
