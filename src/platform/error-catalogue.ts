interface ExpectedError {
  readonly status: number
  /** What happened. Safe to show to anyone. */
  readonly message: string
  /** What to do about it. */
  readonly action: string
}

/** Every failure we expect. `docs/errors.md` is held equal to this table by a test. */
export const errorCatalogue = {
  'page-not-found': {
    status: 404,
    message: 'There is no page at this address.',
    action: 'Check the address, or start from the home page.',
  },
  'role-not-found': {
    status: 404,
    message: 'There is no role at this address in this edition.',
    action: 'Check the address, or choose from the list of roles.',
  },
  'role-level-not-found': {
    status: 404,
    message: 'The role has no level at this address in this edition.',
    action: 'Choose one of the levels on the page of the role.',
  },
  'role-has-no-levels': {
    status: 404,
    message: 'This is a Senior Civil Service role. It has no levels.',
    action: 'Read what it asks for on the page of the role.',
  },
  'family-not-found': {
    status: 404,
    message: 'There is no role family at this address in this edition.',
    action: 'Check the address, or choose from the list of roles.',
  },
  'skill-not-found': {
    status: 404,
    message: 'There is no skill at this address in this edition.',
    action: 'Check the address, or choose from the list of skills.',
  },
  'role-retired': {
    status: 410,
    message: 'This role is no longer in the framework.',
    action: 'Read what it was in the last edition that has it.',
  },
  'role-level-retired': {
    status: 410,
    message: 'This role level is no longer in the framework.',
    action: 'Read what it was in the last edition that has it.',
  },
  'family-retired': {
    status: 410,
    message: 'This role family is no longer in the framework.',
    action: 'Read what it was in the last edition that has it.',
  },
  'skill-retired': {
    status: 410,
    message: 'This skill is no longer in the framework.',
    action: 'Read what it was in the last edition that has it.',
  },
  'two-editions-needed': {
    status: 400,
    message: 'The address does not name two editions.',
    action: 'Choose an edition to start from and one to hold against it.',
  },
  'edition-not-found': {
    status: 404,
    message: 'We do not hold this edition.',
    action: 'Choose from the list of editions.',
  },
  'framework-not-found': {
    status: 404,
    message: 'We do not hold this framework.',
    action: 'Choose from the list of editions.',
  },
  'topic-not-found': {
    status: 404,
    message: 'The maturity model has no topic at this address.',
    action: 'Choose a topic on the page of the model.',
  },
  'theme-not-found': {
    status: 404,
    message: 'The maturity model has no theme at this address.',
    action: 'Choose a theme on the page of the model.',
  },
  'row-not-found': {
    status: 404,
    message: 'The maturity model has no row with this number.',
    action: 'Choose a row on the page of the model.',
  },
  'severity-not-valid': {
    status: 400,
    message: 'The severity in the address is not one that findings have.',
    action: 'Choose error, warning or notice, or leave it out to see every finding.',
  },
  'finding-code-not-valid': {
    status: 400,
    message: 'The kind of finding in the address is not one that we know.',
    action: 'Choose a kind from the list, or leave it out to see every finding.',
  },
  'source-not-valid': {
    status: 400,
    message: 'The source in the address is not a document of this edition.',
    action: 'Choose a document from the list, or leave it out to see every finding.',
  },
  'search-too-long': {
    status: 400,
    message: 'The words to search for are longer than 200 characters.',
    action: 'Search for a few words, such as the name of a role or skill.',
  },
  'search-kind-not-valid': {
    status: 400,
    message: 'The kind of result in the address is not one that a search finds.',
    action: 'Choose a kind from the list, or leave it out to see every kind.',
  },
  'search-family-not-valid': {
    status: 400,
    message: 'The role family in the address is not one of this framework.',
    action: 'Choose a role family from the list, or leave it out to see every family.',
  },
  'search-level-not-valid': {
    status: 400,
    message: 'The skill level in the address is not one of this framework.',
    action: 'Choose a skill level from the list, or leave it out to see every level.',
  },
  'levels-not-valid': {
    status: 400,
    message: 'The address does not name two to four different role levels.',
    action: 'Choose role levels from the lists.',
  },
  'level-not-known': {
    status: 404,
    message: 'There is no role level by this name in this edition.',
    action: 'Choose a role level from the list.',
  },
  'level-not-measured': {
    status: 400,
    message: 'What this role asks for cannot be measured.',
    action: 'Choose a role level whose skills have levels.',
  },
  'skills-not-valid': {
    status: 400,
    message: 'The address does not name two different skills that have levels.',
    action: 'Choose two skills from the lists.',
  },
  'route-rule-not-valid': {
    status: 400,
    message: 'The rule in the address is not one that routes are found by.',
    action: 'Choose a rule from the list, or leave it out.',
  },
  'query-not-valid': {
    status: 400,
    message: 'The part of the address after the question mark cannot be read.',
    action: 'Give each filter once, as plain text, or leave them out.',
  },
  'address-not-valid': {
    status: 400,
    message: 'The address contains characters that cannot be read.',
    action: 'Check the address, or start from the home page.',
  },
  'address-too-long': {
    status: 414,
    message: 'The address is longer than any page has.',
    action: 'Check the address, or start from the home page.',
  },
  'method-not-allowed': {
    status: 405,
    message: 'This address does not take that method.',
    action: 'The Allow header names those it takes. Nothing was changed.',
  },
  'form-not-valid': {
    status: 400,
    message: 'What was sent is not a form of this page.',
    action: 'Fill in the form on the page and send it from there. Nothing was kept.',
  },
  'form-too-large': {
    status: 413,
    message: 'What was sent is larger than this page takes.',
    action: 'Shorten what you wrote, or choose a smaller file. Nothing was kept.',
  },
  'form-from-elsewhere': {
    status: 403,
    message: 'The form was sent from another site.',
    action: 'Open the form here and send it from there. Nothing was kept.',
  },
  'too-many-files': {
    status: 503,
    message: 'Too many large files are being sent at the moment.',
    action: 'Wait half a minute, then choose the file again and send it.',
  },
  'form-too-old': {
    status: 403,
    message: 'This form belongs to a session that has ended.',
    action: 'Go back, copy what you wrote, load the page again and send it from there.',
  },
  'sign-in-needed': {
    status: 401,
    message: 'Only somebody who has signed in may see this.',
    action: 'Sign in and try again.',
  },
  'second-factor-needed': {
    status: 403,
    message: 'This needs a second factor.',
    action: 'Set one up on the page of your account, or sign in with it.',
  },
  'not-allowed': {
    status: 403,
    message: 'You may not do this.',
    action: 'The page on permissions says who may. Ask an administrator of your organisation.',
  },
  'token-not-valid': {
    status: 401,
    message: 'This token is not known, has expired or was ended.',
    action: 'Make a new one on the page of tokens of your account.',
  },
  'token-lacks-scope': {
    status: 403,
    message: 'The token was not made for this.',
    action: 'Make one with the scope that /api/openapi.json names for this address.',
  },
  'not-for-tokens': {
    status: 403,
    message: 'Programs cannot do this with a token.',
    action:
      'Use an address that /api/openapi.json lists with a scope, or sign in and do it on its page.',
  },
  'too-many-tries': {
    status: 429,
    message: 'There were too many tries.',
    action: 'Wait a quarter of an hour, then try again. A program needs a valid token.',
  },
  'json-not-valid': {
    status: 400,
    message: 'What was sent is not a JSON object.',
    action: 'Send one object with the names of the fields, as /api/openapi.json describes it.',
  },
  'fields-not-valid': {
    status: 422,
    message: 'Something in what was sent has to be put right.',
    action: 'The details name each field and what is wrong with it. Nothing was kept.',
  },
  'nobody-yet': {
    status: 409,
    message:
      'Nobody can be added: it is not said who answers for the records, or the purpose of keeping them is off.',
    action:
      'Ask an administrator to say what is missing on the page of the organisation, and to switch the purpose on.',
  },
  'import-not-found': {
    status: 404,
    message: 'This file was loaded, discarded, has expired or was chosen by somebody else.',
    action: 'Send the file again.',
  },
  'import-not-ready': {
    status: 409,
    message: 'The file cannot be loaded as it was looked at.',
    action: 'Read its address again: it says what is wrong or missing, and the mark to send.',
  },
  'token-not-found': {
    status: 404,
    message: 'There is no such token in your account.',
    action: 'Choose from the list of your tokens.',
  },
  'link-not-valid': {
    status: 410,
    message: 'This link was used before or has ended.',
    action: 'Ask whoever sent it for a new one.',
  },
  'provider-away': {
    status: 424,
    message: 'The sign-in service of your organisation cannot be reached at the moment.',
    action: 'Try again in a few minutes. If you have a password here, sign in with that.',
  },
  'provider-refused': {
    status: 403,
    message: 'The sign-in service of your organisation did not sign you in.',
    action: 'Try again. If it refuses again, ask those who run the service of your organisation.',
  },
  'provider-request-ended': {
    status: 410,
    message: 'This sign-in was begun too long ago or in another browser, or was used before.',
    action: 'Start again from the page Sign in.',
  },
  'provider-not-trusted': {
    status: 403,
    message: 'What the sign-in service answered could not be checked, so nobody was signed in.',
    action: 'Start again. If it happens again, tell whoever runs this site.',
  },
  'provider-email-missing': {
    status: 403,
    message: 'The sign-in service gave no e-mail address of yours that it has verified.',
    action: 'Ask those who run the service of your organisation, or an administrator here.',
  },
  'provider-organisation-unknown': {
    status: 403,
    message: 'The sign-in service does not say that you belong to an organisation on this site.',
    action: 'Ask an administrator of your organisation.',
  },
  'provider-organisation-not-ready': {
    status: 403,
    message: 'Your organisation has not yet said who answers for its records.',
    action: 'An administrator of your organisation has to say so before people can join.',
  },
  'provider-address-differs': {
    status: 403,
    message: 'The sign-in service did not confirm the e-mail address of your account.',
    action: 'Sign in there with the same address, or go on signing in with your password here.',
  },
  'provider-only-way-in': {
    status: 409,
    message: 'You have no password, so this is the only way into your account.',
    action:
      'Ask an administrator of your organisation, or whoever runs this service, for a link for a new password. Using it disconnects the account.',
  },
  'provider-account-exists': {
    status: 409,
    message: 'An account with your e-mail address is opened in another way.',
    action:
      'Sign in with its password, then connect it with your organisation on the page of your account. If you have none, ask an administrator for a link.',
  },
  'provider-person-taken': {
    status: 409,
    message: 'Somebody in your organisation has your e-mail address and another account.',
    action: 'Ask an administrator of your organisation to look at it.',
  },
  'not-a-demonstration': {
    status: 409,
    message: 'This organisation is not a demonstration.',
    action: 'Go back to the page of the organisation. Nothing was changed.',
  },
  'person-not-found': {
    status: 404,
    message: 'There is no such person in this organisation.',
    action: 'Choose from the list of people.',
  },
  'skills-not-kept': {
    status: 409,
    message: 'This organisation keeps no records of skills.',
    action: 'What you kept before you can still read, take away and delete.',
  },
  'rating-not-shared': {
    status: 409,
    message: 'This person does not share this rating with you now.',
    action: 'Go back to the page of the person. Nothing was saved or sent.',
  },
  'invitation-not-possible': {
    status: 409,
    message: 'This person has an account already, or no e-mail address.',
    action: 'Look at the page of the person. Add an e-mail address if there is none.',
  },
  'invitation-person-left': {
    status: 409,
    message: 'The person this invitation is for has left the organisation, so it cannot be used.',
    action:
      'If that is wrong, ask an administrator of the organisation to correct the leaving date.',
  },
  'account-not-yours': {
    status: 409,
    message: 'This person has no account, or one that administrators cannot change.',
    action: 'Invite them if they have none. Otherwise ask whoever runs this service.',
  },
  'last-administrator': {
    status: 409,
    message: 'This is the last administrator who can sign in.',
    action: 'Give the duty to somebody else first.',
  },
  'team-not-found': {
    status: 404,
    message: 'There is no such team in this organisation.',
    action: 'Choose from the list of teams.',
  },
  'team-not-empty': {
    status: 409,
    message: 'The team still has people, posts, duties or teams below it.',
    action: 'Move them to another team first.',
  },
  'post-not-found': {
    status: 404,
    message: 'There is no such post in this organisation.',
    action: 'Choose from the list of posts.',
  },
  'profile-not-found': {
    status: 404,
    message: 'There is no such local profile in this organisation.',
    action: 'Choose from the list of local profiles.',
  },
  'profile-line-not-found': {
    status: 404,
    message: 'The local profile has no such skill.',
    action: 'Choose a skill on the page of the profile.',
  },
  'grade-not-found': {
    status: 404,
    message: 'There is no such grade in this organisation.',
    action: 'Choose from the list of grades.',
  },
  'purpose-not-found': {
    status: 404,
    message: 'There is no such purpose.',
    action: 'Choose from the list of purposes.',
  },
  'purpose-not-complete': {
    status: 409,
    message: 'The purpose cannot be switched on: not everything that has to be said is said.',
    action: 'Read on its page what is missing, and say it first.',
  },
  'changed-meanwhile': {
    status: 409,
    message: 'Somebody else changed this while you looked at it.',
    action: 'Load the page again and look at what it says now. Nothing was changed.',
  },
  'exception-not-found': {
    status: 404,
    message: 'There is no such request in this organisation.',
    action: 'Choose from the list of requests.',
  },
  'request-decided': {
    status: 409,
    message: 'The request was decided already, or has lapsed.',
    action: 'Look at it in the list of requests. Nothing was changed.',
  },
  'request-too-early': {
    status: 409,
    message: 'This request cannot be decided yet.',
    action: 'Its page says why. Decide on it after a week, or ask again.',
  },
  'access-rests': {
    status: 403,
    message: 'Exceptional access rests for a week.',
    action:
      'You have just joined, or somebody helped you into your account or changed your e-mail address. Come back when a week has passed, or let an administrator ask for another reader.',
  },
  'not-yours-to-decide': {
    status: 409,
    message: 'Another administrator has to decide on this request.',
    action:
      'Leave it to somebody who neither asked for it nor would read, whom it is not about and, to erase, whom no reporting line ties to the person.',
  },
  'record-held': {
    status: 409,
    message: 'A legal hold keeps this record. Nothing about the person can be deleted.',
    action: 'Wait until the hold has ended. Two administrators can end it.',
  },
  'request-not-valid': {
    status: 400,
    message: 'The request cannot be read.',
    action: 'Try again. If it keeps happening, start from the home page.',
  },
  'request-timeout': {
    status: 408,
    message: 'The request took too long to arrive.',
    action: 'Try again.',
  },
  'headers-too-large': {
    status: 431,
    message: 'The request has more headers than this server reads.',
    action: 'Delete the cookies of this site and try again.',
  },
  'store-away': {
    status: 503,
    message: 'The records of people cannot be reached at the moment.',
    action: 'Nothing that was saved is lost. Keep what you wrote and try again in a minute.',
  },
  'store-cannot-write': {
    status: 503,
    message: 'Nothing can be saved at the moment: the disk is full or can only be read.',
    action:
      'What was saved before is safe. Keep what you wrote and tell whoever runs this service.',
  },
  'not-ready': {
    status: 503,
    message: 'The framework is not loaded.',
    action: 'Try again in a minute. If you run this server, look at its log.',
  },
  'internal-error': {
    status: 500,
    message: 'Something went wrong on our side.',
    action: 'Try again later. If you report it, give the reference below.',
  },
} as const satisfies Record<string, ExpectedError>

/** A code of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue
