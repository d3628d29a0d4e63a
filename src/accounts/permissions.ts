/** What somebody does for an organisation that others do not. */
export const duties = {
  administrator: 'Administrator',
  planner: 'Workforce planner',
  'head-of-profession': 'Head of profession',
  'hiring-manager': 'Hiring manager',
} as const

/** A duty of the list. */
export type Duty = keyof typeof duties

/** Somebody in an organisation, as far as permissions ask. All of it is as of today. */
export interface Membership {
  readonly organisationId: string
  readonly organisationName: string
  readonly personId: string
  readonly personName: string
  readonly duties: readonly Duty[]
  /** The people whose line manager this person is. */
  readonly manages: readonly string[]
  /** The people whose records two administrators let this person read for a time. */
  readonly readsExceptionally?: readonly string[]
  /** Whether the organisation keeps records of skills today. */
  readonly keepsSkills?: boolean
}

/** Who asks. */
export interface Asker {
  readonly accountId: string
  readonly name: string
  readonly email: string
  /** Whether this session gave a second factor. */
  readonly secondFactor: boolean
  /** Whether the account has one set up. */
  readonly hasSecondFactor: boolean
  /** Whether the account may load editions of frameworks. */
  readonly ownsFrameworks: boolean
  readonly memberships: readonly Membership[]
}

/** What is asked for. */
export interface Subject {
  readonly organisationId?: string
  readonly accountId?: string
  readonly personId?: string
  /** Whose work it is, where somebody owns it: a person of the organisation. */
  readonly ownerId?: string
}

/** One line of the table. */
export interface Permission {
  /** Who may do what to what, when. Shown to everyone on a page of the site. */
  readonly sentence: string
  /** Whether a second factor must have been given in this session. */
  readonly secondFactor: boolean
  /** What reading or changing it is good for; `service` is running the service itself. */
  readonly purpose: 'service' | 'organisation' | 'planning' | 'exception' | 'development'
  readonly allows: (asker: Asker, subject: Subject) => boolean
}

/** What a record was read for, in words. */
export const purposes: Readonly<Record<Permission['purpose'], string>> = {
  service: 'Running the service',
  organisation: 'Running the organisation',
  planning: 'Planning',
  exception: 'Subject access or grievance',
  development: 'Development of the person',
}

/**
 * Who may do what. Pages and the API ask here and nowhere else; what no line allows is refused.
 * The sentences are the promise, and one test stands for each.
 */
export const permissions = {
  'account.manage': {
    sentence:
      'Whoever has signed in manages their own account, and nobody else’s: name, password, second factor and sessions.',
    secondFactor: false,
    purpose: 'service',
    allows: (asker, { accountId }) => accountId === asker.accountId,
  },
  'messages.read': {
    sentence: 'Whoever has signed in reads the messages to their own account.',
    secondFactor: false,
    purpose: 'service',
    allows: (asker, { accountId }) => accountId === asker.accountId,
  },
  'tokens.manage': {
    sentence:
      'Whoever has signed in, with a second factor, makes and ends tokens with which programs act in their name. A token may no more than its owner, and no more than it was made for.',
    secondFactor: true,
    purpose: 'service',
    allows: (asker, { accountId }) => accountId === asker.accountId,
  },
  'record.read-own': {
    sentence:
      'A person reads everything that an organisation holds about them, and who else has read it.',
    secondFactor: false,
    purpose: 'service',
    allows: isOwn,
  },
  'editions.load': {
    sentence:
      'A framework owner, with a second factor, loads new editions of frameworks for everybody who uses this service. Whoever runs the service says who is one; the very first administrator is one from the start.',
    secondFactor: true,
    purpose: 'service',
    allows: ({ ownsFrameworks }) => ownsFrameworks,
  },
  'organisation.read': {
    sentence:
      'A person of an organisation reads who answers for its records, why they are kept and whom to ask.',
    secondFactor: false,
    purpose: 'service',
    allows: (asker, { organisationId }) => memberOf(asker, organisationId) !== undefined,
  },
  'organisation.set-up': {
    sentence:
      'An administrator of an organisation, with a second factor, says who runs it, for which purposes and for how long records are kept.',
    secondFactor: true,
    purpose: 'organisation',
    allows: hasDuty('administrator'),
  },
  'people.administer': {
    sentence:
      'An administrator of an organisation, with a second factor, adds, changes and imports its people, teams, posts, grades and reporting lines, removes whom somebody added by mistake, and reads no assessment.',
    secondFactor: true,
    purpose: 'organisation',
    allows: hasDuty('administrator'),
  },
  'duties.grant': {
    sentence:
      'An administrator of an organisation, with a second factor, gives and takes away duties; the person is told each time.',
    secondFactor: true,
    purpose: 'organisation',
    allows: hasDuty('administrator'),
  },
  'accounts.help': {
    sentence:
      'An administrator of an organisation, with a second factor, invites its people to open an account. For an account that belongs to no other organisation they also make a link for a new password and take away a lost second factor; the person is told.',
    secondFactor: true,
    purpose: 'organisation',
    allows: hasDuty('administrator'),
  },
  'demonstration.load': {
    sentence:
      'An administrator of any organisation, with a second factor, loads a demonstration with made-up people and becomes its administrator.',
    secondFactor: true,
    purpose: 'service',
    allows: ({ memberships }) =>
      memberships.some(({ duties: held }) => held.includes('administrator')),
  },
  'demonstration.remove': {
    sentence:
      'An administrator of a demonstration, with a second factor, removes it as a whole, with the accounts that are for it alone. No other organisation can be removed like this.',
    secondFactor: true,
    purpose: 'service',
    allows: hasDuty('administrator'),
  },
  'log.read': {
    sentence:
      'An administrator of an organisation, with a second factor, reads what was done in it, without what the records say.',
    secondFactor: true,
    purpose: 'organisation',
    allows: hasDuty('administrator'),
  },
  'exceptions.decide': {
    sentence:
      'An administrator of an organisation, with a second factor, asks for a legal hold or exceptional access to somebody’s record with a reason, and another administrator decides. It takes both. Neither is the person concerned, who is told.',
    secondFactor: true,
    purpose: 'organisation',
    allows: (asker, subject) => hasDuty('administrator')(asker, subject) && !isOwn(asker, subject),
  },
  'person.read-exceptionally': {
    sentence:
      'Somebody to whom two administrators gave exceptional access, with a second factor, reads everything an organisation holds about one person, for fourteen days at most. The person sees each time.',
    secondFactor: true,
    purpose: 'exception',
    allows: (asker, { organisationId, personId }) =>
      personId !== undefined &&
      (memberOf(asker, organisationId)?.readsExceptionally?.includes(personId) ?? false),
  },
  'erasure.ask': {
    sentence:
      'A person asks an organisation to erase what it holds about them, and reads what was decided and why.',
    secondFactor: false,
    purpose: 'service',
    allows: isOwn,
  },
  'erasure.decide': {
    sentence:
      'An administrator of an organisation, with a second factor, records what its people ask to be erased otherwise than here, and decides with a reason on all that is asked. Nobody decides on their own request, and a legal hold is kept to.',
    secondFactor: true,
    purpose: 'organisation',
    allows: hasDuty('administrator'),
  },
  'person.read-managed': {
    sentence:
      'A line manager, with a second factor, reads the name, team, post and grade of the people they manage today and, of their skills, what each of them shares with this manager and nothing else. The person sees that they did.',
    secondFactor: true,
    purpose: 'organisation',
    allows: (asker, { organisationId, personId }) =>
      personId !== undefined &&
      (memberOf(asker, organisationId)?.manages.includes(personId) ?? false),
  },
  'skills.keep-own': {
    sentence:
      'A person keeps a record of their own skills in an organisation, and nobody else’s: they alone read and change it, choose item by item what a line manager of today sees, take that back (but for a rating this manager agreed with, which they see as long as they are the line manager), and take the record away.',
    secondFactor: false,
    purpose: 'development',
    allows: (asker, { organisationId }) => memberOf(asker, organisationId) !== undefined,
  },
  'skills.answer': {
    sentence:
      'A line manager, with a second factor, agrees with a rating that a person they manage today shares with them, and then sees it as long as they are the line manager, or says why not; the person reads every word of it.',
    secondFactor: true,
    purpose: 'development',
    allows: (asker, { organisationId, personId }) =>
      personId !== undefined &&
      (memberOf(asker, organisationId)?.manages.includes(personId) ?? false),
  },
  'team.read': {
    sentence:
      'A line manager, with a second factor, sees who they manage today and, of each, how many ratings of skills are shared with them and wait for an answer.',
    secondFactor: true,
    purpose: 'organisation',
    allows: (asker, { organisationId }) =>
      (memberOf(asker, organisationId)?.manages.length ?? 0) > 0,
  },
  'profiles.read': {
    sentence:
      'An administrator, head of profession or hiring manager of an organisation, with a second factor, reads its local profiles for posts and makes new ones, which they then own.',
    secondFactor: true,
    purpose: 'organisation',
    allows: (asker, subject) =>
      hasDuty('administrator')(asker, subject) || mayOwnProfiles(asker, subject),
  },
  'profiles.read-held': {
    sentence:
      'Whoever holds a post that carries a local profile reads that profile while it is in use, and no other.',
    secondFactor: false,
    purpose: 'organisation',
    allows: (asker, { organisationId }) => memberOf(asker, organisationId) !== undefined,
  },
  'profiles.change': {
    sentence:
      'An administrator of an organisation, with a second factor, changes its local profiles for posts; a head of profession or hiring manager changes those they own.',
    secondFactor: true,
    purpose: 'organisation',
    allows: (asker, subject) =>
      hasDuty('administrator')(asker, subject) ||
      (mayOwnProfiles(asker, subject) &&
        subject.ownerId === memberOf(asker, subject.organisationId)?.personId),
  },
  'figures.read': {
    sentence:
      'A workforce planner or head of profession, with a second factor, reads figures about the organisation, protected so that no person can be made out, and nothing else about people.',
    secondFactor: true,
    purpose: 'planning',
    allows: (asker, subject) =>
      hasDuty('planner')(asker, subject) || hasDuty('head-of-profession')(asker, subject),
  },
  'figures.begin': {
    sentence:
      'An administrator of an organisation, with a second factor, begins a new series of figures when its teams or grades have changed, and reads none of them by that.',
    secondFactor: true,
    purpose: 'planning',
    allows: hasDuty('administrator'),
  },
} as const satisfies Record<string, Permission>

/** A line of the table. */
export type PermissionName = keyof typeof permissions

/** Why something is refused. */
export type Refusal = 'sign-in' | 'second-factor' | 'not-allowed'

/**
 * Whether somebody may do something: undefined when they may, else why not.
 *
 * @param asker undefined: nobody has signed in
 * @example
 * whyRefused('account.manage', undefined, {}) // 'sign-in'
 */
export function whyRefused(
  name: PermissionName,
  asker: Asker | undefined,
  subject: Subject,
): Refusal | undefined {
  if (asker === undefined) return 'sign-in'
  const { allows, secondFactor } = permissions[name]
  // An account with a second factor is not open until it was given, whatever is asked for.
  if (asker.hasSecondFactor && !asker.secondFactor) return 'second-factor'
  if (!allows(asker, subject)) return 'not-allowed'
  return secondFactor && !asker.secondFactor ? 'second-factor' : undefined
}

/** Whether what is asked about is the asker's own record. */
function isOwn({ memberships }: Asker, { personId }: Subject): boolean {
  return memberships.some((membership) => membership.personId === personId)
}

function memberOf(asker: Asker, organisationId: string | undefined): Membership | undefined {
  if (organisationId === undefined) return undefined
  return asker.memberships.find((membership) => membership.organisationId === organisationId)
}

function mayOwnProfiles(asker: Asker, subject: Subject): boolean {
  return hasDuty('head-of-profession')(asker, subject) || hasDuty('hiring-manager')(asker, subject)
}

function hasDuty(duty: Duty): Permission['allows'] {
  return (asker, { organisationId }) =>
    memberOf(asker, organisationId)?.duties.includes(duty) ?? false
}
