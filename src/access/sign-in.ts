import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { sql } from 'kysely';
import type { Db } from '../base/db.ts';
import { joinWhereInvited } from './actions/accept-invitation.ts';
import { passwordChars } from './contract.ts';
import { countTry, limits } from './rate-limit.ts';

/** The provider of single sign-on, as its issuer publishes it under `/.well-known/openid-configuration`. */
export type OidcSettings = { issuer: string; client_id: string; client_secret: string; name: string };

export type SignInSettings = {
  /** Where browsers reach this installation, for example `https://plumb.example.com`. Cookies are secure under https. */
  public_url: string;
  /** Signs cookies; at least 32 characters. */
  secret: string;
  oidc?: OidcSettings | undefined;
  /** Told of faults in signing in, without personal data. */
  onFault?: ((message: string) => void) | undefined;
};

/** The id of the one OIDC provider; part of its callback address, `/api/auth/callback/oidc`. */
export const oidcProviderId = 'oidc';
export const authPath = '/api/auth';

/** Carries the client's address to the library; set by `callSignIn` alone, never taken from a request. */
export const clientAddressHeader = 'x-plumb-client-address';

export type SignIn = ReturnType<typeof makeSignIn>;

/** Passwords, sessions and OIDC by Better Auth, over our own tables. */
export function makeSignIn(app: Db, settings: SignInSettings) {
  return betterAuth(signInOptions(app, settings));
}

/** What the library is told. Exported so that a test can compare the columns it wants with those that are there. */
export function signInOptions(app: Db, { public_url, secret, oidc, onFault }: SignInSettings) {
  return {
    baseURL: public_url,
    basePath: authPath,
    secret,
    database: { db: app, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onFault?.(message) },
    onAPIError: { errorURL: `${public_url}/sign-in` },
    ...tables,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordChars.min,
      maxPasswordLength: passwordChars.max,
    },
    account: {
      ...tables.account,
      // Whoever is here was invited by name, so an address that the provider vouches for is the same person.
      accountLinking: { requireLocalEmailVerified: false },
    },
    user: {
      ...tables.user,
      validateUserInfo: async ({ user, source }) => {
        if (source.method !== 'oauth' || source.action === 'sign-in') return;
        if (!user.emailVerified) return { error: 'email_not_verified' };
        if (source.action === 'create-user' && !(await isInvited(app, String(user.email))))
          return { error: 'not_invited' };
      },
    },
    databaseHooks: {
      session: { create: { after: async ({ userId }) => joinWhereInvited(app, userId, Date.now()) } },
      // The provider is asked once, who this is; a token that is not kept cannot leak.
      account: {
        create: { before: async (account) => ({ data: { ...account, ...noTokens } }) },
        update: { before: async (account) => ({ data: { ...account, ...noTokens } }) },
      },
    },
    rateLimit: {
      enabled: true,
      customRules: { '/sign-in/*': { window: limits.sign_in_by_address.seconds, max: limits.sign_in_by_address.max } },
      customStorage: {
        consume: async (key, { window, max }) => {
          const wait = await countTry(app, key, { max, seconds: window }, Date.now());
          return { allowed: wait === 0, retryAfter: wait === 0 ? null : wait };
        },
      },
    },
    advanced: {
      cookiePrefix: 'plumb',
      useSecureCookies: public_url.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    plugins: oidc === undefined ? [] : [genericOAuth({ config: [oidcProvider(oidc)] })],
  } satisfies BetterAuthOptions;
}

const noTokens = { accessToken: null, refreshToken: null, idToken: null };

const createdAt = { createdAt: 'created_at', updatedAt: 'updated_at' };

const tables = {
  user: {
    modelName: 'auth_user',
    fields: { emailVerified: 'email_verified', ...createdAt },
    additionalFields: {
      language: { type: 'string', required: true, defaultValue: 'en', input: false },
      theme: { type: 'string', required: true, defaultValue: 'auto', input: false },
      timeZone: { type: 'string', fieldName: 'time_zone', required: false, input: false },
      lastWorkspaceId: { type: 'number', fieldName: 'last_workspace_id', required: false, input: false },
    },
  },
  session: {
    modelName: 'auth_session',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...createdAt,
    },
  },
  account: {
    modelName: 'auth_account',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...createdAt,
    },
  },
  verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...createdAt } },
} as const satisfies BetterAuthOptions;

function oidcProvider({ issuer, client_id, client_secret, name }: OidcSettings) {
  return {
    providerId: oidcProviderId,
    name,
    clientId: client_id,
    clientSecret: client_secret,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    requireIdTokenVerification: true,
    scopes: ['openid', 'email', 'profile'],
  };
}

async function isInvited(app: Db, email: string): Promise<boolean> {
  const { rows } = await sql`select from plumb_list_open_invitations(${email.toLowerCase()})`.execute(app);
  return rows.length > 0;
}
