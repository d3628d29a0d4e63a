import type { Tables } from '../../platform/store/index.ts'

/** Whose data a table holds. */
export type About = 'people' | 'account holders' | 'the organisation' | 'the service'

/** What a table holds, why and how long: the line of a data inventory. */
export interface Inventoried<Column extends string> {
  /** What a row is, in words. */
  readonly what: string
  readonly about: About
  readonly purpose: string
  /** When a row goes. */
  readonly kept: string
  /** What each column says; a column without meaning for anybody outside is `technical`. */
  readonly columns: Readonly<Record<Column, string>>
}

type Inventory = { readonly [Name in keyof Tables]: Inventoried<keyof Tables[Name] & string> }

const technical = 'technical'
const row = { id: technical, version: technical } as const
const running = 'Running the service'
const organising = 'Running the organisation'
const developing = 'Development of the person'
const asThePerson = 'As long as the person'
const withAccount = 'As long as the account'

/**
 * Everything the store can hold. The compiler refuses it where a table or a column is missing, so
 * that the papers made from it cannot fall behind the store.
 *
 * @example
 * inventory.people.columns.name // 'Name'
 */
export const inventory: Inventory = {
  organisations: {
    what: 'An organisation and who answers for its records',
    about: 'the organisation',
    purpose: organising,
    kept: 'Until the organisation is removed',
    columns: {
      ...row,
      name: 'Name of the organisation',
      demonstration: 'Whether its people are made up',
      particulars:
        'Controller, contacts, privacy notice, who decided on retention, accessibility statement, handling marking',
      created_at: 'When it was set up',
    },
  },
  accounts: {
    what: 'Somebody who can sign in',
    about: 'account holders',
    purpose: running,
    kept: 'Until the account is removed, or 90 days after it belongs to no organisation',
    columns: {
      ...row,
      email: 'E-mail address',
      name: 'Name',
      password_hash: 'Password, in a form from which it cannot be read (Argon2id)',
      totp_secret: 'Secret of the authenticator app, sealed',
      totp_confirmed_at: 'When the authenticator app was set up',
      totp_step: technical,
      closed_at: 'When the account was closed',
      created_at: 'When the account was opened',
    },
  },
  recovery_codes: {
    what: 'A code for somebody who lost their second factor',
    about: 'account holders',
    purpose: running,
    kept: withAccount,
    columns: {
      code_hash: 'The code, in a form from which it cannot be read',
      account_id: 'Whose it is',
      used_at: 'When it was used',
    },
  },
  sessions: {
    what: 'A browser in which somebody has signed in',
    about: 'account holders',
    purpose: running,
    kept: 'At most 12 hours; not in backups',
    columns: {
      token_hash: 'What the cookie carries, in a form from which it cannot be read',
      account_id: 'Who has signed in',
      created_at: 'When',
      seen_at: 'When something was last asked for',
      expires_at: 'When it ends',
      second_factor_at: 'When the second factor was given',
      provider_hint: 'What signs out at the sign-in provider, sealed',
    },
  },
  one_time_links: {
    what: 'A link that opens an account or sets a new password',
    about: 'account holders',
    purpose: running,
    kept: 'Until it is used or has ended; not in backups',
    columns: {
      token_hash: 'What the link carries, in a form from which it cannot be read',
      account_id: 'Whose account it is for',
      person_id: 'Who is invited',
      purpose: 'What it is for',
      created_at: 'When it was made',
      expires_at: 'When it ends',
      used_at: 'When it was used',
    },
  },
  throttles: {
    what: 'How often something was tried, so that passwords cannot be guessed',
    about: 'the service',
    purpose: running,
    kept: 'A quarter of an hour to a day; not in backups',
    columns: {
      key: 'What is counted, in a form from which no name or address can be read',
      count: 'How often',
      until: 'When counting starts anew',
    },
  },
  messages: {
    what: 'A message to somebody, for example that a duty was given',
    about: 'account holders',
    purpose: running,
    kept: 'A year, and no longer than the account',
    columns: {
      id: technical,
      account_id: 'To whom',
      subject: 'Subject',
      body: 'Text',
      created_at: 'When',
      read_at: 'When it was read',
    },
  },
  events: {
    what: 'What was done or read, and by whom; never what a record says',
    about: 'people',
    purpose: 'Showing people who has read their record, and the organisation what was done',
    kept: 'By the organisation’s retention, and no longer than the person they are about',
    columns: {
      id: technical,
      at: 'When',
      organisation_id: 'In which organisation',
      account_id: 'Who did it',
      action: 'What was done',
      person_id: 'Whose record it was',
      purpose: 'For which purpose',
      details: 'Which things were changed, not what they were or are',
    },
  },
  people: {
    what: 'Somebody in the organisation',
    about: 'people',
    purpose: organising,
    kept: 'By the organisation’s retention, counted from the day they left',
    columns: {
      ...row,
      organisation_id: 'In which organisation',
      account_id: 'With which account they sign in',
      reference: 'The organisation’s own number for them',
      name: 'Name',
      email: 'Work e-mail address',
      sought: 'Name, number and address, for searching',
      team_id: 'Team',
      left_on: 'When they leave or left',
      created_at: 'When they were added',
    },
  },
  identities: {
    what: 'Who somebody is at a sign-in provider',
    about: 'account holders',
    purpose: running,
    kept: withAccount,
    columns: {
      issuer: 'Which provider',
      subject: 'What the provider calls them',
      account_id: 'Their account here',
      created_at: 'When they were connected',
    },
  },
  provider_requests: {
    what: 'That a browser was sent to a sign-in provider',
    about: 'account holders',
    purpose: running,
    kept: 'Until it comes back, minutes at most; not in backups',
    columns: {
      token_hash: 'What the cookie carries, in a form from which it cannot be read',
      account_id: 'Who connects their account',
      next: 'Where to go afterwards',
      expires_at: 'When it ends',
    },
  },
  outgoing_mails: {
    what: 'A mail that is to be sent, without what it says',
    about: 'account holders',
    purpose: running,
    kept: 'Until it is sent, three days at most; not in backups',
    columns: {
      id: technical,
      purpose: 'What it is for',
      account_id: 'Whose account it is about',
      person_id: 'Who is invited',
      address: 'The e-mail address for which somebody asked for a link',
      created_at: 'When it was to be sent',
      due_at: 'When it is tried next',
      tries: 'How often it was tried',
    },
  },
  api_tokens: {
    what: 'A token with which a program acts for somebody',
    about: 'account holders',
    purpose: running,
    kept: 'Until its owner ends it, or a month after its last day; not in backups',
    columns: {
      id: technical,
      token_hash: 'What the program sends, in a form from which it cannot be read',
      account_id: 'Whose it is',
      organisation_id: 'For which organisation',
      name: 'What its owner calls it',
      scopes: 'What it may do',
      created_at: 'When it was made',
      expires_at: 'When it ends',
      used_on: 'On which day it was last used',
    },
  },
  duties: {
    what: 'What somebody does for the organisation that others do not',
    about: 'people',
    purpose: organising,
    kept: asThePerson,
    columns: {
      id: technical,
      person_id: 'Who',
      duty: 'Administrator, workforce planner, head of profession, hiring manager',
      provider: 'The sign-in provider that gave it',
      team_id: 'For which team',
      from_day: 'From when',
      until_day: 'Until when',
    },
  },
  teams: {
    what: 'A team and the team above it',
    about: 'the organisation',
    purpose: organising,
    kept: 'Until the team is removed',
    columns: {
      id: technical,
      organisation_id: 'In which organisation',
      parent_id: 'The team above',
      reference: 'The organisation’s own short name',
      name: 'Name',
    },
  },
  grades: {
    what: 'A grade of the organisation',
    about: 'the organisation',
    purpose: organising,
    kept: 'Until the organisation is removed',
    columns: {
      id: technical,
      organisation_id: 'In which organisation',
      name: 'Name',
      position: 'Its place in the order',
      equivalent: 'The Civil Service grade it is equal to',
    },
  },
  pay_ranges: {
    what: 'The pay range of a grade; nobody’s pay',
    about: 'the organisation',
    purpose: organising,
    kept: 'As long as the grade',
    columns: {
      id: technical,
      grade_id: 'Of which grade',
      from_day: 'From when',
      least_pence: 'Lowest pay',
      most_pence: 'Highest pay',
    },
  },
  usual_grades: {
    what: 'Which grade a role level usually has in the organisation',
    about: 'the organisation',
    purpose: organising,
    kept: 'Until it is removed',
    columns: {
      organisation_id: 'In which organisation',
      framework: 'In which framework',
      role_level: 'Role level',
      grade_id: 'Grade',
    },
  },
  posts: {
    what: 'A post',
    about: 'the organisation',
    purpose: organising,
    kept: 'Until the organisation is removed',
    columns: {
      id: technical,
      organisation_id: 'In which organisation',
      team_id: 'Team',
      grade_id: 'Grade',
      reference: 'The organisation’s own number',
      title: 'Title',
      framework: 'Framework of its role level',
      edition: 'Edition of its role level',
      role_level: 'Role level',
      funded: 'Whether there is money for it',
      fte: 'Full-time equivalent',
    },
  },
  post_profiles: {
    what: 'What posts of the organisation ask for, where that differs from a role level',
    about: 'the organisation',
    purpose: organising,
    kept: 'Until the organisation is removed',
    columns: {
      ...row,
      organisation_id: 'In which organisation',
      name: 'Name',
      framework: 'Framework',
      edition: 'Edition',
      role_level: 'Role level it starts from',
      owner_id: 'Who owns it',
      from_day: 'From when',
      state: 'Draft, in use or ended',
      list_version: technical,
      created_at: 'When it was added',
      changed_at: 'When it was changed last',
    },
  },
  post_profile_changes: {
    what: 'A skill that such a list adds, changes or leaves out, and why',
    about: 'the organisation',
    purpose: organising,
    kept: 'As long as the list',
    columns: {
      ...row,
      profile_id: 'Of which list',
      kind: 'Added, changed, left out or local',
      skill: 'Skill of the framework',
      name: 'Name of a local skill',
      description: 'Description of a local skill',
      level: 'Level',
      reason: 'Why',
      statements: 'What a local skill is at each level',
    },
  },
  post_profile_posts: {
    what: 'Which post carries such a list',
    about: 'the organisation',
    purpose: organising,
    kept: 'As long as the post',
    columns: { post_id: 'Which post', profile_id: 'Which list' },
  },
  holdings: {
    what: 'Who holds a post, and on what terms',
    about: 'people',
    purpose: organising,
    kept: asThePerson,
    columns: {
      id: technical,
      post_id: 'Which post',
      person_id: 'Who',
      terms: 'Permanent, fixed term, loan, secondment, apprentice or contingent',
      fte: 'Full-time equivalent',
      from_day: 'From when',
      until_day: 'Until when',
    },
  },
  relations: {
    what: 'Who is line manager, professional assessor or countersigner of whom',
    about: 'people',
    purpose: organising,
    kept: asThePerson,
    columns: {
      id: technical,
      person_id: 'Of whom',
      other_id: 'Who',
      kind: 'What they are to the person',
      from_day: 'From when',
      until_day: 'Until when',
    },
  },
  figure_releases: {
    what: 'How many people and vacant posts were counted for protected figures; nobody’s name or number',
    about: 'the organisation',
    purpose: 'Protecting later figures together with earlier ones',
    kept: 'Until the organisation is removed',
    columns: {
      id: technical,
      organisation_id: 'In which organisation',
      series: 'Which series of figures',
      day: 'As at which day',
      rules: 'By which rules they are protected',
      counts: 'How many, by team, grade, role family, terms and working time',
      made_at: 'When they were made',
    },
  },
  column_mappings: {
    what: 'What the columns of a file of people mean',
    about: 'the organisation',
    purpose: organising,
    kept: 'Until the organisation is removed',
    columns: {
      organisation_id: 'In which organisation',
      headers_hash: technical,
      mapping: 'Which column is which field',
      saved_at: 'When it was last used',
    },
  },
  pending_imports: {
    what: 'A file of people that was read and not loaded yet',
    about: 'people',
    purpose: organising,
    kept: 'Until it is loaded, discarded or a day old; not in backups',
    columns: {
      id: technical,
      organisation_id: 'In which organisation',
      account_id: 'Who sent it',
      file_name: 'Name of the file',
      content: 'The rows of the file',
      mapping: 'Which column is which field',
      outcome: 'What came of loading it',
      created_at: 'When it was sent',
      expires_at: 'When it goes',
    },
  },
  editions: {
    what: 'An edition that was imported, and how it came in',
    about: 'the service',
    purpose: running,
    kept: 'For good: what people record is pinned to editions',
    columns: {
      framework: 'Of which framework',
      edition: 'Name of the edition',
      content: 'What was published',
      findings: 'What is wrong with it',
      files: 'Names of the files it was made from',
      imported_at: 'When',
      imported_by: 'In which way',
      account_id: 'Who loaded it',
    },
  },
  framework_owners: {
    what: 'An account that may load editions',
    about: 'account holders',
    purpose: running,
    kept: 'Until it may no longer, or the account is removed',
    columns: { account_id: 'Whose account', granted_at: 'Since when' },
  },
  pending_editions: {
    what: 'Files of a framework that were sent and not loaded yet',
    about: 'the service',
    purpose: running,
    kept: 'Until they are discarded or a day old; not in backups',
    columns: {
      id: technical,
      account_id: 'Who sent them',
      file_names: 'Names of the files',
      report: 'What was found in them',
      editions: 'What would be published',
      loaded_at: 'When they were loaded',
      created_at: 'When they were sent',
      expires_at: 'When they go',
    },
  },
  skill_ratings: {
    what: 'What a person said of one of their skills; nobody else reads it until they share it',
    about: 'people',
    purpose: developing,
    kept: 'A draft until they delete it, what was shared as long as the person',
    columns: {
      ...row,
      person_id: 'Whose it is',
      framework: 'Which framework',
      edition: 'Against which edition',
      skill: 'Which skill',
      number: 'Which one of this skill',
      level: 'Level they set themselves',
      ticked: 'Statements they ticked',
      counted: 'The level that counts',
      note: 'Evidence in their own words',
      confidence: 'How sure they are',
      interest: 'What they want to do with the skill',
      claims: 'What a file they loaded says was agreed elsewhere',
      state: 'Draft, shared or agreed',
      rated_at: 'When it was saved',
    },
  },
  skill_targets: {
    what: 'A role level that a person aims for',
    about: 'people',
    purpose: developing,
    kept: 'Until they take it away, at most as long as the person',
    columns: {
      id: technical,
      person_id: 'Whose it is',
      framework: 'Which framework',
      edition: 'Of which edition',
      role_level: 'Which role level',
      added_at: 'When it was added',
    },
  },
  skill_shares: {
    what: 'One thing of their skills that a person shares with a line manager',
    about: 'people',
    purpose: developing,
    kept: 'Until they take it back, at most as long as the reporting line',
    columns: {
      id: technical,
      person_id: 'Who shares',
      relation_id: 'With which line manager',
      kind: 'A rating, how sure they are, what they want to do, a role level or the gap to it',
      rating_id: 'Which rating',
      target_id: 'Which role level',
      shared_at: 'Since when',
    },
  },
  skill_answers: {
    what: 'What a line manager answered to a rating that was shared with them',
    about: 'people',
    purpose: developing,
    kept: 'As long as the rating',
    columns: {
      id: technical,
      rating_id: 'To which rating',
      manager_id: 'Who answered',
      outcome: 'Agreed or not',
      words: 'Why not; the person reads it',
      answered_at: 'When',
    },
  },
  erasures: {
    what: 'That something was erased, so that an older backup does not bring it back',
    about: 'the service',
    purpose: running,
    kept: 'As long as there may be backups',
    columns: {
      table_name: 'From where',
      row_id: technical,
      erased_at: 'When',
    },
  },
  purposes: {
    what: 'What the organisation keeps records for',
    about: 'the organisation',
    purpose: organising,
    kept: 'Until the organisation is removed',
    columns: {
      organisation_id: 'In which organisation',
      purpose: 'Purpose',
      lawful_basis: 'Lawful basis',
      basis_text: 'The law or task it stands on',
      notice: 'Privacy notice',
      retention_months: 'For how many months records are kept',
      on_from: 'When it was switched on',
      off_from: 'When it was switched off',
      version: technical,
    },
  },
  exceptional_requests: {
    what: 'A request for a legal hold, its end, or exceptional access, and the decision',
    about: 'people',
    purpose: 'Legal holds, subject access and grievances',
    kept: asThePerson,
    columns: {
      id: technical,
      organisation_id: 'In which organisation',
      person_id: 'Whose record',
      kind: 'What was asked for',
      reason: 'Reason',
      hold_id: technical,
      reader_id: 'Who may read',
      days: 'For how many days',
      until_day: 'Until when',
      tell_on: 'When the person is told, where not at once',
      told_at: 'When they were told',
      asked_by_id: 'Who asked',
      asked_at: 'When',
      decided_by_id: 'Who decided',
      decided_at: 'When it was decided',
      decision: 'Decision',
      decision_reason: 'Reason of the decision',
      ended_at: 'When the hold ended',
    },
  },
  erasure_requests: {
    what: 'That somebody asked for erasure, and the decision',
    about: 'people',
    purpose: organising,
    kept: asThePerson,
    columns: {
      id: technical,
      organisation_id: 'In which organisation',
      person_id: 'Who asked',
      words: 'In their words',
      asked_at: 'When',
      due_on: 'By when the answer is due',
      decided_at: 'When it was decided',
      decided_by_id: 'Who decided',
      decision: 'Decision',
      ground: 'Why something stays',
      reason: 'Reason',
    },
  },
  jobs: {
    what: 'Work that the servers do by themselves',
    about: 'the service',
    purpose: running,
    kept: 'Always; not in backups',
    columns: {
      name: 'What',
      due_at: 'When it is due',
      leased_by: technical,
      leased_until: technical,
      last_run_at: 'When it was last done',
      outcome: 'What came of it, in numbers',
    },
  },
  unattached_accounts: {
    what: 'That an account belongs to no organisation',
    about: 'account holders',
    purpose: running,
    kept: 'Until it belongs to one again, or goes after 90 days',
    columns: { account_id: 'Which account', since_day: 'Since when' },
  },
}

/** A line of the inventory with its table. */
export interface InventoryLine extends Inventoried<string> {
  readonly table: string
}

/** The inventory in its order. */
export const inventoryLines: readonly InventoryLine[] = Object.entries(inventory).map(
  ([table, line]) => ({ table, ...line }),
)

/**
 * What a line says about somebody, without what only the software needs.
 *
 * @example
 * meaningOf(line) // ['Name', 'Work e-mail address', …]
 */
export function meaningOf({ columns }: Inventoried<string>): readonly string[] {
  return Object.values(columns).filter((column) => column !== technical)
}
