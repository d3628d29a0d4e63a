import type { EditionRow, FrameworkOwnerRow, PendingEditionRow } from './rows/editions.ts'
import type { FigureReleaseRow } from './rows/figures.ts'
import type {
  PostProfileChangeRow,
  PostProfilePostRow,
  PostProfileRow,
} from './rows/post-profiles.ts'
import type { OutgoingMailRow } from './rows/mail.ts'
import type { ApiTokenRow } from './rows/api-tokens.ts'
import type { IdentityRow, ProviderRequestRow } from './rows/provider.ts'
import type {
  ErasureRequestRow,
  ExceptionalRequestRow,
  JobRow,
  PurposeRow,
  UnattachedAccountRow,
} from './rows/purposes.ts'
import type {
  SkillAnswerRow,
  SkillRatingRow,
  SkillShareRow,
  SkillTargetRow,
} from './rows/skills.ts'

/**
 * Every table of the store. Identifiers are UUIDs of version 4; a moment is ISO 8601 in UTC with
 * milliseconds, a day is `YYYY-MM-DD`; yes is 1 and no is 0; an object is JSON. The same in both
 * databases, so that a row read from one can be written to the other.
 */
export interface Tables {
  readonly organisations: OrganisationRow
  readonly accounts: AccountRow
  readonly recovery_codes: RecoveryCodeRow
  readonly sessions: SessionRow
  readonly one_time_links: OneTimeLinkRow
  readonly throttles: ThrottleRow
  readonly messages: MessageRow
  readonly events: EventRow
  readonly people: PersonRow
  readonly duties: DutyRow
  readonly teams: TeamRow
  readonly grades: GradeRow
  readonly pay_ranges: PayRangeRow
  readonly usual_grades: UsualGradeRow
  readonly posts: PostRow
  readonly post_profiles: PostProfileRow
  readonly post_profile_changes: PostProfileChangeRow
  readonly post_profile_posts: PostProfilePostRow
  readonly holdings: HoldingRow
  readonly relations: RelationRow
  readonly figure_releases: FigureReleaseRow
  readonly column_mappings: ColumnMappingRow
  readonly pending_imports: PendingImportRow
  readonly editions: EditionRow
  readonly framework_owners: FrameworkOwnerRow
  readonly pending_editions: PendingEditionRow
  readonly skill_ratings: SkillRatingRow
  readonly skill_targets: SkillTargetRow
  readonly skill_shares: SkillShareRow
  readonly skill_answers: SkillAnswerRow
  readonly api_tokens: ApiTokenRow
  readonly erasures: ErasureRow
  readonly identities: IdentityRow
  readonly provider_requests: ProviderRequestRow
  readonly outgoing_mails: OutgoingMailRow
  readonly purposes: PurposeRow
  readonly exceptional_requests: ExceptionalRequestRow
  readonly erasure_requests: ErasureRequestRow
  readonly jobs: JobRow
  readonly unattached_accounts: UnattachedAccountRow
}

/**
 * Every table, and whether backups hold it. What lets somebody in is left out, and so is what ends by
 * itself within days: nobody should come in after a restore with what was ended since.
 */
export const tables: Readonly<Record<keyof Tables, 'kept' | 'passing'>> = {
  organisations: 'kept',
  accounts: 'kept',
  recovery_codes: 'kept',
  sessions: 'passing',
  one_time_links: 'passing',
  throttles: 'passing',
  messages: 'kept',
  events: 'kept',
  people: 'kept',
  duties: 'kept',
  teams: 'kept',
  grades: 'kept',
  pay_ranges: 'kept',
  usual_grades: 'kept',
  posts: 'kept',
  post_profiles: 'kept',
  post_profile_changes: 'kept',
  post_profile_posts: 'kept',
  holdings: 'kept',
  relations: 'kept',
  figure_releases: 'kept',
  column_mappings: 'kept',
  pending_imports: 'passing',
  editions: 'kept',
  framework_owners: 'kept',
  pending_editions: 'passing',
  skill_ratings: 'kept',
  skill_targets: 'kept',
  skill_shares: 'kept',
  skill_answers: 'kept',
  api_tokens: 'passing',
  erasures: 'kept',
  identities: 'kept',
  provider_requests: 'passing',
  outgoing_mails: 'passing',
  purposes: 'kept',
  exceptional_requests: 'kept',
  erasure_requests: 'kept',
  jobs: 'passing',
  unattached_accounts: 'kept',
}

type Id = string
type Moment = string
type Day = string
type Json = string
type YesNo = 0 | 1

interface OrganisationRow {
  readonly id: Id
  readonly name: string
  /** Plainly marked, made from a seed number; removed as a whole. */
  readonly demonstration: YesNo
  /** What must be known before real people are loaded: see `particulars.ts` in accounts. */
  readonly particulars: Json
  readonly version: number
  readonly created_at: Moment
}

/** Who can sign in. A person is somebody in an organisation; most have an account, some do not. */
interface AccountRow {
  readonly id: Id
  /** Folded: no two differ in case alone. */
  readonly email: string
  readonly name: string
  /** Argon2id with its parameters; null: never set, or signs in elsewhere. */
  readonly password_hash: string | null
  /** Encrypted with a key made from SESSION_SECRET. */
  readonly totp_secret: string | null
  readonly totp_confirmed_at: Moment | null
  /** The last 30 seconds whose code was used: none is taken twice. */
  readonly totp_step: number
  readonly closed_at: Moment | null
  readonly version: number
  readonly created_at: Moment
}

interface RecoveryCodeRow {
  readonly code_hash: string
  readonly account_id: Id
  readonly used_at: Moment | null
}

interface SessionRow {
  /** Of the secret in the cookie, which is not kept. */
  readonly token_hash: string
  readonly account_id: Id
  readonly created_at: Moment
  readonly seen_at: Moment
  readonly expires_at: Moment
  /** Null until the second factor was given. */
  readonly second_factor_at: Moment | null
  /** Where it began at a provider: what signs out there, sealed. */
  readonly provider_hint: string | null
}

interface OneTimeLinkRow {
  readonly token_hash: string
  readonly account_id: Id | null
  /** Who is invited. Whether they have an account already does not show. */
  readonly person_id: Id | null
  readonly purpose: 'first-administrator' | 'invitation' | 'new-password'
  readonly created_at: Moment
  readonly expires_at: Moment
  readonly used_at: Moment | null
}

interface ThrottleRow {
  /** What is counted, hashed where it names somebody. */
  readonly key: string
  readonly count: number
  readonly until: Moment
}

interface MessageRow {
  readonly id: Id
  readonly account_id: Id
  readonly subject: string
  readonly body: string
  readonly created_at: Moment
  readonly read_at: Moment | null
}

/** What was done and read, by whom. Rows are only ever added, and go with their retention. */
interface EventRow {
  readonly id: Id
  readonly at: Moment
  readonly organisation_id: Id | null
  /** Null: the system itself. */
  readonly account_id: Id | null
  readonly action: string
  /** Whose record it was, where it was somebody's. */
  readonly person_id: Id | null
  readonly purpose: string | null
  readonly details: Json
}

interface PersonRow {
  readonly id: Id
  readonly organisation_id: Id
  readonly account_id: Id | null
  /** The organisation's own number for the person; unique in it. */
  readonly reference: string
  readonly name: string
  readonly email: string | null
  /** Name, reference and e-mail address folded, so that both databases find and sort alike. */
  readonly sought: string
  readonly team_id: Id | null
  readonly left_on: Day | null
  readonly version: number
  readonly created_at: Moment
}

/** What somebody does for the organisation that others do not: administers, plans, leads. */
interface DutyRow {
  readonly id: Id
  readonly person_id: Id
  readonly duty: string
  /** The team it is for with all teams below; null: the whole organisation. */
  readonly team_id: Id | null
  readonly from_day: Day
  readonly until_day: Day | null
  /** The issuer of the provider that gave it; null: an administrator did. */
  readonly provider: string | null
}

interface TeamRow {
  readonly id: Id
  readonly organisation_id: Id
  readonly parent_id: Id | null
  readonly reference: string
  readonly name: string
}

interface GradeRow {
  readonly id: Id
  readonly organisation_id: Id
  readonly name: string
  /** 1 is the most junior. */
  readonly position: number
  /** The grade of the Civil Service it is equal to, where it is. */
  readonly equivalent: string | null
}

interface PayRangeRow {
  readonly id: Id
  readonly grade_id: Id
  readonly from_day: Day
  readonly least_pence: number
  readonly most_pence: number
}

interface UsualGradeRow {
  readonly organisation_id: Id
  readonly framework: string
  readonly role_level: string
  readonly grade_id: Id
}

interface PostRow {
  readonly id: Id
  readonly organisation_id: Id
  readonly team_id: Id | null
  readonly grade_id: Id | null
  readonly reference: string
  readonly title: string
  /** Of which framework and edition the role level is; null: none is named. */
  readonly framework: string | null
  readonly edition: string | null
  readonly role_level: string | null
  readonly funded: YesNo
  /** Full-time equivalent in hundredths: 100 is full time. */
  readonly fte: number
}

/** Who holds a post, from when, on what terms. Several may share one. */
interface HoldingRow {
  readonly id: Id
  readonly post_id: Id
  readonly person_id: Id
  readonly terms: 'permanent' | 'fixed-term' | 'loan' | 'secondment' | 'apprentice' | 'contingent'
  readonly fte: number
  readonly from_day: Day
  readonly until_day: Day | null
}

/** Who is what to whom, from when. Several of each are allowed. */
interface RelationRow {
  readonly id: Id
  readonly person_id: Id
  readonly other_id: Id
  /** What the other is to the person. */
  readonly kind: 'line-manager' | 'professional-assessor' | 'countersigner'
  readonly from_day: Day
  readonly until_day: Day | null
}

/** What the columns of a file of people mean, remembered for the next file with the same headers. */
interface ColumnMappingRow {
  readonly organisation_id: Id
  /** Of the headers in any order. */
  readonly headers_hash: string
  /** The field by the header. */
  readonly mapping: Json
  readonly saved_at: Moment
}

/** A file of people that was read and not loaded yet. Deleted when it is loaded or has expired. */
interface PendingImportRow {
  readonly id: Id
  readonly organisation_id: Id
  readonly account_id: Id
  readonly file_name: string
  /** Headers and rows as text. Empty once it was loaded. */
  readonly content: Json
  /** The field of each column, null where a column is left out; null: to be chosen still. */
  readonly mapping: Json | null
  /** What came of loading it; null: not loaded. */
  readonly outcome: Json | null
  readonly created_at: Moment
  readonly expires_at: Moment
}

/** That a row was erased, which one and when: nothing about what it said. */
interface ErasureRow {
  readonly table_name: string
  readonly row_id: Id
  readonly erased_at: Moment
}
