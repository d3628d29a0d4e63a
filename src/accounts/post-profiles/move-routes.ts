import { ExpectedFailure } from '../../platform/index.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked, OrganisationRoute } from '../organisation/organisation-route.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { levelInWords, notOfficial, startInWords } from './in-words.ts'
import { moved } from './moving.ts'
import type { MovedLine, MovedProfile } from './moving.ts'
import { aboveProfiles, editionOf, ownerOf, profileIn } from './profile-in.ts'
import type { ProfileIn } from './profile-in.ts'
import { writeList } from './saving.ts'

const path = '/profiles/:profile/move'
const permission = 'profiles.change'

/** A profile in the newest edition: first what would change, then, when somebody says so, the move. */
export const moveRoutes: readonly OrganisationRoute[] = [
  {
    method: 'GET',
    path,
    permission,
    owner: ownerOf,
    answer: async (context, asked) => {
      const found = await context.door.store.read((db) => profileIn(db, asked, context))
      return movePage(context, asked, { found, notice: undefined })
    },
  },
  { method: 'POST', path, permission, owner: ownerOf, answer: move },
]

function newestFor(context: AccountsContext, { profile, start, changes }: ProfileIn) {
  const newest = context.editions?.library.newest(profile.framework)?.edition.edition.name ?? ''
  const { edition, loaded } = editionOf(context, profile.framework, newest)
  return { newest, result: moved(start, changes, { edition, register: loaded.register }) }
}

interface Shown {
  readonly found: ProfileIn
  readonly notice: string | undefined
}

function movePage(
  context: AccountsContext,
  asked: OrganisationAsked,
  { found, notice }: Shown,
): PrivateAnswer {
  const { profile, start } = found
  const { organisation } = asked
  const { newest, result } = newestFor(context, found)
  const isThere = newest === profile.edition
  const at = `/profiles/${profile.id}`
  const title = `${profile.name} in edition ${newest}`
  return {
    status: notice === undefined ? 200 : 409,
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, {
          title,
          path: `${at}/move`,
          above: aboveProfiles(asked, profile),
        }),
        title,
        caption: notOfficial(organisation.name),
        notice,
        sections: isThere
          ? [{ lead: [`The profile is of edition ${newest}, the newest there is.`] }]
          : [
              {
                rows: [
                  ['Edition now', profile.edition],
                  ['Starts from', startInWords(start) ?? 'No role level'],
                  ['There', thereInWords(result)],
                ],
              },
              changesSection(result),
              ...(result.notes.length === 0
                ? []
                : [{ heading: 'What cannot stay as it is', items: result.notes }]),
              {
                heading: 'Move the profile',
                lead: [
                  `Nothing has changed yet. Moving it takes the official wording, skills and levels of edition ${newest}.`,
                ],
                actions: [
                  {
                    to: placeIn(organisation, `${at}/move`),
                    submit: `Move it to edition ${newest}`,
                    isMain: true,
                    hidden: { edition: newest, list: String(profile.list_version) },
                  },
                ],
                links: [{ href: placeIn(organisation, at), text: 'Leave it as it is' }],
              },
            ],
      }),
    ),
  }
}

function thereInWords({ start, roleLevelGone }: MovedProfile): string {
  if (!roleLevelGone) return startInWords(start) ?? 'No role level'
  return 'This role level is not there. What it asked for would stand on the list as added.'
}

const outcomes: Readonly<Record<MovedLine['outcome'], string>> = {
  stands: 'Stands',
  renamed: 'Has another name',
  moved: 'Moves to another level',
  new: 'Is new',
  gone: 'Is gone',
}

function atLevel(level: string | null | undefined): string {
  return level === undefined ? 'Not asked for' : levelInWords(level)
}

function changesSection({ lines }: MovedProfile): Section {
  const differing = lines.filter(({ outcome }) => outcome !== 'stands')
  const same = lines.length - differing.length
  return {
    heading: 'What changes',
    lead: [
      differing.length === 0
        ? `All ${lines.length} skills stand as they are.`
        : `${differing.length} of ${lines.length} skills change, ${same} stand.`,
    ],
    table: {
      caption: 'Skills, with what becomes of each',
      head: ['Skill', 'What becomes of it', 'Now', 'Then'],
      rows: lines.map((line) => [
        line.name,
        line.nameThen === undefined
          ? outcomes[line.outcome]
          : `${outcomes[line.outcome]}: ${line.nameThen}`,
        atLevel(line.now),
        atLevel(line.later),
      ]),
    },
  }
}

async function move(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { form, organisation } = asked
  const outcome = await context.door.store.write(async (db) => {
    const found = await profileIn(db, asked, context)
    const { profile } = found
    const { newest, result } = newestFor(context, found)
    const isShown =
      form.get('edition') === newest && form.get('list') === String(profile.list_version)
    if (!isShown) return found
    if (newest === profile.edition) throw new ExpectedFailure('form-not-valid')
    const isSaved = await writeList(db, asked, {
      profile,
      changes: result.changes,
      start: {
        framework: profile.framework,
        edition: newest,
        role_level: result.start.roleLevel,
      },
      what: `moved from edition ${profile.edition} to ${newest}`,
    })
    return isSaved ? undefined : found
  })
  if (outcome === undefined) {
    const saved = `The profile was moved to edition ${form.get('edition') ?? ''}.`
    return { to: placeIn(organisation, `/profiles/${asked.params['profile'] ?? ''}`), saved }
  }
  const notice =
    'The profile or the newest edition has changed since the page was opened. This is what would change now.'
  return movePage(context, asked, { found: outcome, notice })
}
