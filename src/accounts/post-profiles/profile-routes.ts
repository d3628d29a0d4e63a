import { shownLevel } from '../../explore/index.ts'
import type { ShownLevel } from '../../explore/index.ts'
import {
  readableDate,
  readableMoment,
  shown as textShown,
  shownName,
  view,
} from '../../platform/index.ts'
import type { Link, ShownText } from '../../platform/index.ts'
import { dataRoute } from '../api/data-route.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import { whyRefused } from '../permissions.ts'
import { sheetOf } from '../sheet.ts'
import type { Cell, Section, SheetView } from '../sheet.ts'
import { postsCarrying } from '../store/profiles.ts'
import { profileCsv } from './files.ts'
import {
  editionPlace,
  markInWords,
  notOfficial,
  startInWords,
  startPage,
  statesInWords,
} from './in-words.ts'
import { profileData } from './profile-data.ts'
import type { FoundProfile } from './profile-data.ts'
import { aboveProfiles, profileIn } from './profile-in.ts'
import type { ProfileIn } from './profile-in.ts'
import { profileList, skillIn } from './profile-list.ts'
import type { ListStart, ProfileLine } from './profile-list.ts'
import { wordingOf } from './wording.ts'

interface ShownLine {
  readonly name: ShownText
  readonly href: string | undefined
  readonly level: ShownLevel
  readonly description: string | undefined
  readonly leadIn: string | undefined
  readonly statements: readonly ShownText[]
  readonly mark: string
  readonly change: Link | undefined
  /** Where a local skill is taken away. */
  readonly remove: string | undefined
}

interface ProfileView extends SheetView {
  readonly asked: readonly ShownLine[]
  readonly leftOut: readonly ShownLine[]
}

type SectionRow = NonNullable<Section['rows']>[number]

/** The page of a profile. */
export const profileView = view<ProfileView>('accounts/views/post-profile.njk')
const permission = 'profiles.read'

/** One profile: to read, to print and to take away. */
export const profileRoutes: readonly OrganisationRoute[] = [
  dataRoute({
    path: '/profiles/:profile',
    permission,
    read: readProfile,
    page: profilePage,
    data: profileData,
  }),
  {
    method: 'GET',
    path: '/profiles/:profile/csv',
    permission,
    answer: async (context, asked) => {
      const found = await context.door.store.read((db) => profileIn(db, asked, context))
      const organisationName = asked.organisation.name
      return {
        file: profileCsv({ ...found, organisationName }),
        name: `${found.profile.name}.csv`,
        type: 'text/csv; charset=utf-8',
      }
    },
  },
]

function readProfile(context: AccountsContext, asked: OrganisationAsked): Promise<FoundProfile> {
  return context.door.store.read(async (db) => {
    const found = await profileIn(db, asked, context)
    return { ...found, posts: await postsCarrying(db, asked.organisation.id, found.profile.id) }
  })
}

function profilePage(
  context: AccountsContext,
  asked: OrganisationAsked,
  found: FoundProfile,
): PrivateAnswer {
  const { organisation } = asked
  const { profile, start, changes, posts } = found
  const at = placeIn(organisation, `/profiles/${profile.id}`)
  const mayChange = isAllowed('profiles.change', asked, profile.owner_id)
  const list = profileList(start, changes)
  const shown = (line: ProfileLine): ShownLine => shownLine(start, line, mayChange ? at : undefined)
  return {
    html: context.views.render(profileView, {
      ...sheetOf({
        frame: organisationFrame(asked, {
          title: profile.name,
          path: `/profiles/${profile.id}`,
          above: aboveProfiles(asked),
        }),
        title: profile.name,
        caption: 'Local profile',
        notice: notOfficial(organisation.name),
        sections: [
          {
            rows: [...aboutRows(found), ['Posts that carry it', ...postCells(asked, posts)]],
            links: [...readLinks(at), ...(mayChange ? changeLinks(at, context, found) : [])],
          },
        ],
      }),
      asked: list.asked.map(shown),
      leftOut: list.leftOut.map(shown),
    }),
  }
}

function isAllowed(
  name: 'profiles.change' | 'people.administer',
  { session, organisation }: OrganisationAsked,
  ownerId: string | null,
): boolean {
  const subject = { organisationId: organisation.id, ...(ownerId !== null && { ownerId }) }
  return whyRefused(name, session.asker, subject) === undefined
}

function postCells(asked: OrganisationAsked, posts: FoundProfile['posts']): readonly Cell[] {
  const mayOpen = isAllowed('people.administer', asked, null)
  if (posts.length === 0) return nonePostCells(asked, mayOpen)
  return posts.map(({ id, reference, title }) => ({
    text: `${title} (${reference})`,
    href: mayOpen ? placeIn(asked.organisation, `/posts/${id}`) : undefined,
  }))
}

function nonePostCells({ organisation }: OrganisationAsked, mayOpen: boolean): readonly Cell[] {
  const none = { text: 'None yet' }
  const href = placeIn(organisation, '/posts')
  return mayOpen ? [none, { text: 'Choose a post to give it to', href }] : [none]
}

/** What a profile is: state, owner, and what it starts from. */
export function aboutRows({ profile, start }: ProfileIn): readonly SectionRow[] {
  const { framework, edition } = start.edition
  return [
    ['State', statesInWords[profile.state]],
    ['From', readableDate(profile.from_day)],
    ['Owner', profile.owner_name ?? 'Nobody'],
    [
      'Starts from',
      start.roleLevel === null
        ? 'No role level'
        : { text: startInWords(start) ?? '', href: startPage(start) },
    ],
    [
      'Edition',
      { text: `${framework.title.value}, ${edition.name}`, href: `${editionPlace(start)}/roles` },
    ],
    ['Changed last', readableMoment(profile.changed_at)],
  ]
}

function readLinks(at: string): readonly Link[] {
  return [
    { href: `${at}/csv`, text: 'Take it away as CSV' },
    { href: `${at}.json`, text: 'The same as JSON' },
    { href: `${at}/copy`, text: 'Start from this one' },
  ]
}

function changeLinks(
  at: string,
  { editions }: AccountsContext,
  { profile }: ProfileIn,
): readonly Link[] {
  const newest = editions?.library.newest(profile.framework)?.edition.edition.name
  const isOld = newest !== undefined && newest !== profile.edition
  return [
    { href: `${at}/edit`, text: 'Change its name, state and date' },
    { href: `${at}/skills/add`, text: 'Add a skill of the framework' },
    { href: `${at}/local/add`, text: 'Add a local skill' },
    ...(isOld ? [{ href: `${at}/move`, text: `See what edition ${newest} would change` }] : []),
  ]
}

/**
 * A line of a profile as its page shows it.
 *
 * @param at where the profile is changed; undefined: whoever reads may not change it
 */
export function shownLine(start: ListStart, line: ProfileLine, at: string | undefined): ShownLine {
  const { skill, mark, name } = line
  const { scale } = start.edition.framework
  return {
    name: shownName(name),
    href: skill === null ? undefined : `${editionPlace(start)}/skills/${skill}`,
    level: shownLevel(
      mark === 'removed' ? line.published : line.level,
      scale,
      noLevel(start, line),
    ),
    ...shownWording(start, line),
    mark: markInWords(start, line),
    ...(at === undefined ? { change: undefined, remove: undefined } : shownChange(line, at)),
  }
}

function shownWording(
  start: ListStart,
  line: ProfileLine,
): Pick<ShownLine, 'description' | 'leadIn' | 'statements'> {
  const { skill, mark, name } = line
  if (mark === 'removed') return { description: undefined, leadIn: undefined, statements: [] }
  const { description, statements } = wordingOf(start, line)
  const isOfficial = skill !== null
  return {
    description: isOfficial ? undefined : (description ?? undefined),
    // Published statements go on from these words; local ones are written whole.
    leadIn: isOfficial && statements.length > 0 ? 'You can:' : undefined,
    statements: statements.map((value) => textShown({ lang: name.lang, value })),
  }
}

function shownChange(
  { skill, mark, change }: ProfileLine,
  at: string,
): Pick<ShownLine, 'change' | 'remove'> {
  if (change?.kind === 'local') {
    const place = `${at}/local/${change.id}`
    return { change: { href: place, text: 'Change' }, remove: `${place}/delete` }
  }
  const text = mark === 'removed' ? 'Change or put back' : 'Change'
  return { change: { href: `${at}/skills/${skill ?? ''}`, text }, remove: undefined }
}

/** A level that no source decides is not the same as a skill without levels. */
function noLevel(start: ListStart, { skill: slug }: ProfileLine): string {
  if (slug === null) return 'No level'
  return skillIn(start, slug)?.kind === 'levelled' ? 'Level not decided' : 'No levels'
}
