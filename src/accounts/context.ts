import type { EditionLibrary } from '../editions/index.ts'
import type { CapabilityFramework } from '../framework/index.ts'
import type { Frame, Link, RunBy, Views } from '../platform/index.ts'
import { wrongFields } from './api/answers.ts'
import type { AskingSession } from './asker.ts'
import type { Facts, Field, Filled, FormView, Instead } from './form.ts'
import { formView, shownFields } from './form.ts'
import type { PrivateAnswer, PrivateAsked } from './http.ts'
import { whyRefused } from './permissions.ts'
import type { Membership } from './permissions.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Provider } from './provider/client.ts'
import type { Door } from './sign-in.ts'

/** What every page about people needs. */
export interface AccountsContext {
  readonly door: Door
  readonly views: Views
  /** Where readers reach the site, without a closing slash. */
  readonly baseUrl: string
  /** The edition whose role levels posts are given; undefined: there is none. */
  readonly edition?: () => CapabilityFramework | undefined
  /** With which people sign in; undefined: with passwords only. */
  readonly provider?: Provider
  /** Sends mail; undefined: nobody is sent any. */
  readonly mailer?: Mailer
  /** Where editions are loaded; left out: nowhere. */
  readonly editions?: EditionsPlace
  /** An edition by its name, for what was pinned to it; undefined: it is not held. */
  readonly heldEdition?: (framework: string, edition: string) => CapabilityFramework | undefined
}

/** The editions of the site, for those who load new ones. */
export interface EditionsPlace {
  readonly library: EditionLibrary
  /** Slug of the framework that lives at the root of the site. */
  readonly framework: string
}

interface FrameParts {
  readonly title: string
  readonly address: string
  readonly breadcrumbs?: readonly Link[]
  readonly runBy?: RunBy | undefined
  /** Where the same stands as JSON. */
  readonly twin?: string | undefined
}

/** The frame of a page about people: never kept, with who has signed in. */
export function frameOf(
  session: AskingSession | undefined,
  { title, address, breadcrumbs = [], runBy, twin }: FrameParts,
): Frame {
  return {
    title,
    section: '/account',
    breadcrumbs,
    address,
    twin,
    pastEdition: undefined,
    footer: undefined,
    ...(runBy !== undefined && { runBy }),
    ...(session !== undefined && {
      signedIn: {
        name: isOpen(session) ? session.asker.name : undefined,
        places: isOpen(session) ? placesOf(session) : [],
        word: session.word,
        secondsLeft: session.secondsLeft,
        saved: isOpen(session) ? session.saved : undefined,
      },
    }),
  }
}

/** An account with a second factor tells nothing of itself until it was given. */
export function isOpen({ asker }: AskingSession): boolean {
  return asker.secondFactor || !asker.hasSecondFactor
}

/** Where somebody can go, and nothing that they could not open. */
function placesOf({ asker, unread }: AskingSession): readonly Link[] {
  const several = asker.memberships.filter(({ manages }) => manages.length > 0).length > 1
  return [
    { href: '/account', text: 'Your account' },
    { href: '/messages', text: unread === 0 ? 'Messages' : `Messages (${unread} new)` },
    ...(asker.memberships.some(({ keepsSkills }) => keepsSkills === true)
      ? [{ href: '/me/skills', text: 'Your skills' }]
      : []),
    ...(asker.ownsFrameworks ? [{ href: '/editions/load', text: 'Load an edition' }] : []),
    ...asker.memberships.flatMap((membership) => [
      ...(membership.manages.length > 0 ? [teamOf(membership, several)] : []),
      ...(whyRefused('figures.read', asker, membership) === undefined
        ? [figuresOf(membership, asker.memberships.length > 1)]
        : []),
      ...(membership.duties.includes('administrator')
        ? [
            {
              href: `/organisations/${membership.organisationId}`,
              text: membership.organisationName,
            },
          ]
        : []),
    ]),
  ]
}

function teamOf({ organisationId, organisationName }: Membership, several: boolean): Link {
  const text = several ? `People you manage in ${organisationName}` : 'People you manage'
  return { href: `/organisations/${organisationId}/team`, text }
}

function figuresOf({ organisationId, organisationName }: Membership, several: boolean): Link {
  const text = several ? `Figures of ${organisationName}` : 'Figures'
  return { href: `/organisations/${organisationId}/figures`, text }
}

/** A page that is one form. */
export interface FormPage {
  readonly title: string
  /** What was just done, where nobody has signed in. */
  readonly done?: string | undefined
  readonly lead?: readonly string[]
  /** What the form is about, to be read before it is filled in. */
  readonly facts?: Facts
  readonly action: string
  readonly submit: string
  readonly fields: readonly Field[]
  readonly filled: Filled
  readonly hidden?: Readonly<Record<string, string>>
  readonly after?: readonly Link[]
  readonly breadcrumbs?: readonly Link[]
  readonly runBy?: RunBy | undefined
  /** Another way, offered before the form. */
  readonly instead?: Instead
}

/** Answers with a form; with status 422 where something in it has to be put right. */
export function formAnswer(
  { views }: AccountsContext,
  { session }: PrivateAsked,
  page: FormPage,
): PrivateAnswer {
  const shown: FormView = {
    frame: frameOf(session, {
      title: page.title,
      address: page.action,
      runBy: page.runBy,
      ...(page.breadcrumbs !== undefined && { breadcrumbs: page.breadcrumbs }),
    }),
    title: page.title,
    done: page.done,
    lead: page.lead ?? [],
    facts: (page.facts ?? []).map(([key, ...value]) => ({ key, value })),
    action: page.action,
    submit: page.submit,
    word: session?.word,
    hidden: Object.entries(page.hidden ?? {}).map(([name, value]) => ({ name, value })),
    instead: page.instead,
    after: page.after ?? [],
    ...shownFields(page.fields, page.filled),
  }
  const { errors } = page.filled
  const html = views.render(formView, shown)
  return errors.length === 0 ? { html } : { html, status: 422, wrong: wrongFields(errors) }
}

/**
 * Where to go after signing in: a path of this site and nothing else.
 *
 * @example
 * safeNext('//evil.example') // '/account'
 */
export function safeNext(next: string | undefined | null): string {
  if (next === undefined || next === null) return '/account'
  const isPath = /^\/(?![/\\])[\w\-./~%?=&:@,+]*$/.test(next)
  return isPath && !next.startsWith('/sign-') ? next : '/account'
}
