import { z } from 'zod';
import { keyRoles, permissions, roles } from './permissions.ts';

/** An instant in JSON: ISO 8601 in UTC. */
const Instant = z.iso.datetime();
const shortText = z.string().trim().min(1).max(200);

export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
export type { KeyRole } from './permissions.ts';
export const Permission = z.enum(permissions);

/** Which leads salespeople see: their own, their team's and nobody's, or all. */
export const salespeopleSee = ['own', 'team', 'all'] as const;
export const SalespeopleSee = z.enum(salespeopleSee);
export type SalespeopleSee = z.infer<typeof SalespeopleSee>;

/** The languages of the interface. */
export const languages = ['en', 'ru', 'zh', 'ro'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

export const themes = ['auto', 'light', 'dark'] as const;
export const Theme = z.enum(themes);

/** A time zone by its IANA name, for example `Europe/Chisinau`. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'expected an IANA time zone such as Europe/Chisinau');

/** An address to sign in with; case does not matter. */
export const Email = z.string().trim().toLowerCase().pipe(z.email()).pipe(z.string().max(254));

export const passwordChars = { min: 10, max: 128 } as const;
/** Length is what makes a password strong, so nothing else is asked for. */
export const NewPassword = z.string().min(passwordChars.min).max(passwordChars.max);

/** `GET /api/setup`: what the first screen must know; anybody may ask. */
export const SetUpState = z.object({
  /** Nobody can sign in yet: the workspace and its administrator are to be made. */
  needed: z.boolean(),
  /** What single sign-on is called here; null where it is not configured. */
  oidc_name: z.string().nullable(),
});
export type SetUpState = z.infer<typeof SetUpState>;

/** `POST /api/setup`: the workspace and its administrator, who is then signed in. `setup_done` if there is a user. */
export const SetUp = z.object({
  workspace_name: shortText,
  name: shortText,
  email: Email,
  password: NewPassword,
  language: Language,
  time_zone: TimeZone,
  /** The scoring preset to begin with, by its key. */
  preset: z.string().regex(/^[a-z0-9_-]{1,63}$/),
});
export type SetUp = z.infer<typeof SetUp>;
export const SetUpDone = z.object({ workspace_id: z.int() });

/** `POST /api/session`: sign in. Answers 204 and a cookie, or 401 without saying whether the address is known. */
export const SignInInput = z.object({
  email: Email,
  password: z.string().min(1).max(passwordChars.max),
  /** Whether to stay signed in after the browser closes. */
  remember: z.boolean().default(true),
});

/** `POST /api/session/oidc`: where to send the browser for single sign-on, and where it comes back to. */
export const OidcStart = z.object({
  return_to: z
    .string()
    .max(2000)
    .regex(/^\/(?![/\\])/, 'expected a path of this site, beginning with one /')
    .default('/'),
});
export const OidcStarted = z.object({ url: z.url() });

/** What `/sign-in?error=` says after single sign-on failed; other codes come from the provider itself. */
export const oidcErrors = ['not_invited', 'email_not_verified'] as const;

/** A workspace that the user belongs to. */
export const Membership = z.object({
  workspace_id: z.int(),
  name: z.string(),
  kind: z.enum(['real', 'demo']),
  role: Role,
});
export type Membership = z.infer<typeof Membership>;

export const Workspace = z.object({
  workspace_id: z.int(),
  name: z.string(),
  kind: z.enum(['real', 'demo']),
  time_zone: z.string(),
  language: Language,
  /** Which leads salespeople see; the other roles see all. */
  salespeople_see: SalespeopleSee,
});
export type Workspace = z.infer<typeof Workspace>;

export const User = z.object({
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  image: z.string().nullable(),
  language: Language,
  theme: Theme,
  /** Null: the workspace's. */
  time_zone: z.string().nullable(),
});
export type User = z.infer<typeof User>;

/** `GET /api/me`. The workspace is the one named by the header `x-plumb-workspace`, else the last one worked in. */
export const Me = z.object({
  user: User,
  /** Null, with no role and no permissions, for somebody who belongs nowhere any more. */
  workspace: Workspace.nullable(),
  role: Role.nullable(),
  permissions: z.array(Permission),
  workspaces: z.array(Membership),
});
export type Me = z.infer<typeof Me>;

/** `PATCH /api/me`: one's own preferences; what is left out stays. */
export const MyChange = z
  .object({
    name: shortText,
    language: Language,
    theme: Theme,
    time_zone: TimeZone.nullable(),
    /** The workspace to begin with next time. */
    last_workspace_id: z.int(),
  })
  .partial();
export type MyChange = z.infer<typeof MyChange>;

/** `POST /api/me/password`: every other browser is signed out. */
export const PasswordChange = z.object({
  present: z.string().min(1).max(passwordChars.max),
  password: NewPassword,
});

/** `POST /api/members/:user_id/password-link`, for a member who forgot the password. `link` is shown this once. */
export const NewPasswordLink = z.object({ link: z.url(), expires_at: Instant });
/** `POST /api/password-link/use`: the token is what stands behind # in the link. Signs in; `gone` for a used one. */
export const PasswordLinkUse = z.object({
  token: z.string().regex(/^plpw_[\w-]{43}$/, 'expected the whole link'),
  password: NewPassword,
});

/** `PATCH /api/workspace`: what is left out stays. */
export const WorkspaceChange = z
  .object({ name: shortText, time_zone: TimeZone, language: Language, salespeople_see: SalespeopleSee })
  .partial();
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;

export const Team = z.object({ team_id: z.int(), name: z.string(), members: z.int() });
/** `GET /api/teams`, by name. */
export const TeamList = z.object({ teams: z.array(Team) });
/** `POST /api/teams`, `PATCH /api/teams/:team_id`. */
export const TeamInput = z.object({ name: shortText });
export const TeamMade = z.object({ team_id: z.int() });
export const TeamParams = z.object({ team_id: z.coerce.number().int() });

export const Member = z.object({
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  image: z.string().nullable(),
  role: Role,
  team_id: z.int().nullable(),
  created_at: Instant,
  /** Set for somebody who was removed; records may still name them. */
  left_at: Instant.nullable(),
});
/** `GET /api/members`: everybody who is or was here, by name. */
export const MemberList = z.object({ members: z.array(Member) });
export const MemberParams = z.object({ user_id: z.string() });
/** `PATCH /api/members/:user_id`. `conflict` where it would leave no administrator. */
export const MemberChange = z.object({ role: Role, team_id: z.int().nullable() }).partial();
export type MemberChange = z.infer<typeof MemberChange>;

export const Invitation = z.object({
  invitation_id: z.int(),
  email: z.string(),
  role: Role,
  team_id: z.int().nullable(),
  invited_by: z.string(),
  created_at: Instant,
  expires_at: Instant,
  expired: z.boolean(),
});
/** `GET /api/invitations`: those neither accepted nor revoked, newest first. */
export const InvitationList = z.object({ invitations: z.array(Invitation) });
export const InvitationParams = z.object({ invitation_id: z.coerce.number().int() });
/** `POST /api/invitations`: a new one for the same address takes the place of the one before. */
export const NewInvitation = z.object({ email: Email, role: Role, team_id: z.int().nullish() });
export type NewInvitation = z.infer<typeof NewInvitation>;
/** `link` is shown this once; it holds the token behind #, where no server log sees it. */
export const NewInvitationAnswer = z.object({ invitation: Invitation, link: z.url() });

const InvitationToken = z.string().regex(/^plin_[\w-]{43}$/, 'expected the whole link');
/** `POST /api/invitations/look`: what a link invites to. `gone` for one that is used, revoked or over. */
export const InvitationLook = z.object({ token: InvitationToken });
export const InvitationSeen = z.object({
  workspace_name: z.string(),
  email: z.string(),
  role: Role,
  /** The invited address can sign in already: sign in first, then accept. */
  has_account: z.boolean(),
  oidc_name: z.string().nullable(),
});
/** `POST /api/invitations/accept`: by the signed-in user, or with name and password by somebody new, who then is. */
export const InvitationAccept = z.object({
  token: InvitationToken,
  name: shortText.optional(),
  password: NewPassword.optional(),
  language: Language.optional(),
  time_zone: TimeZone.optional(),
});
export type InvitationAccept = z.infer<typeof InvitationAccept>;
export const InvitationAccepted = z.object({ workspace_id: z.int() });

export const keyKinds = ['secret', 'write'] as const;
export const Key = z.object({
  key_id: z.int(),
  kind: z.enum(keyKinds),
  name: z.string(),
  /** How the key begins, to tell keys apart. */
  shown: z.string(),
  /** The whole key, for a write key, which is public; null for a secret one. */
  public_token: z.string().nullable(),
  /** What a secret key may do: what this role may, without people, keys and settings. Null for a write key. */
  role: z.enum(keyRoles).nullable(),
  /** The source that touches sent with a write key belong to unless they say otherwise. */
  source_id: z.int().nullable(),
  created_by: z.string().nullable(),
  created_at: Instant,
  /** To the minute. */
  last_used_at: Instant.nullable(),
  revoked_at: Instant.nullable(),
});
export type Key = z.infer<typeof Key>;
/** `GET /api/keys`: newest first, revoked ones too. */
export const KeyList = z.object({ keys: z.array(Key) });
export const KeyParams = z.object({ key_id: z.coerce.number().int() });
/** `POST /api/keys`. */
export const NewKey = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('secret'), name: shortText, role: z.enum(keyRoles).default('marketing') }),
  z.object({ kind: z.literal('write'), name: shortText, source_id: z.int().nullish() }),
]);
export type NewKey = z.infer<typeof NewKey>;
/** `token` is shown this once for a secret key. */
export const NewKeyAnswer = z.object({ key: Key, token: z.string() });

const State = z.record(z.string(), z.unknown()).nullable();
export const AuditEntry = z.object({
  audit_entry_id: z.int(),
  at: Instant,
  /** Who did it; name and id are null for Plumb itself. */
  actor: z.object({ kind: z.enum(['user', 'key', 'plumb']), id: z.string().nullable(), name: z.string().nullable() }),
  /** `noun.verbed`. */
  action: z.string(),
  subject_kind: z.string(),
  subject_id: z.string().nullable(),
  /** Only what changed. */
  before: State,
  after: State,
  request_id: z.string().nullable(),
});
/** `GET /api/audit`: newest first; `before` is the `next` of the page before. */
export const AuditQuery = z.object({
  subject_kind: z.string().max(100).optional(),
  subject_id: z.string().max(200).optional(),
  user_id: z.string().max(100).optional(),
  key_id: z.coerce.number().int().optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
export const AuditList = z.object({ entries: z.array(AuditEntry), next: z.int().nullable() });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
