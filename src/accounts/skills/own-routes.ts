import type { Link } from '../../platform/index.ts'
import { readableDate } from '../../platform/index.ts'
import { ownRoute } from '../account-routes.ts'
import { dataRoute } from '../api/data-route.ts'
import type { AccountsContext } from '../context.ts'
import { frameOf } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationRoutes, placeIn } from '../organisation/organisation-route.ts'
import type { Membership } from '../permissions.ts'
import { heldProfileSections } from '../post-profiles/held-routes.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { postsHeld } from '../store/person-sheet.ts'
import { sharingNow } from '../store/skill-shares.ts'
import { skillsOf } from '../store/skills.ts'
import { beginSections } from './begin-section.ts'
import { developmentIsOn, developmentOffInWords } from './development.ts'
import { headsOf } from './kept-skills.ts'
import type { KeptSkills } from './kept-skills.ts'
import { editionsIn, newestEdition, noteOwn, ownerIn, ownPage, ownPath } from './own-page.ts'
import { levelSharingInWords } from './level-sharing.ts'
import { editionInWords, howSet } from './rating-rows.ts'
import { ownSkillsData } from './skills-data.ts'
import type { FoundSkills } from './skills-data.ts'
import { skillsFile } from './skills-file.ts'
import { ageInWords, levelInWords, roleLevelName, skillName } from './words.ts'

const permission = 'skills.keep-own'

/** What a person keeps of their own skills, and the file they take away. */
export function ownSkillsRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    ...['', '/share', '/file'].map((path) => shortRoute(context, path)),
    ...organisationRoutes(context, [
      dataRoute({ path: ownPath, permission, read: readOwn, page: overview, data: ownSkillsData }),
      { method: 'GET', path: `${ownPath}/skills`, permission, answer: allSkills },
      { method: 'GET', path: `${ownPath}/file`, permission, answer: file },
    ]),
  ]
}

/** The same for everyone; who is in one organisation only need not choose. */
function shortRoute({ views }: AccountsContext, path: string): PrivateRoute {
  const address = `/me/skills${path}`
  return ownRoute('GET', address, async (_asked, session) => {
    const [only, ...others] = session.asker.memberships
    if (only !== undefined && others.length === 0) return { to: placeOf(only, path) }
    const title = 'Your skills'
    const breadcrumbs = [{ href: '/account', text: 'Your account' }]
    return {
      html: views.render(
        sheetView,
        sheetOf({
          frame: frameOf(session, { title, address, breadcrumbs }),
          title,
          lead: [
            only === undefined
              ? 'You are in no organisation, so no record of your skills is kept here. My skills works without one.'
              : 'Each organisation keeps its own.',
          ],
          sections: [
            only === undefined
              ? { links: [{ href: '/my-skills', text: 'My skills' }] }
              : {
                  items: session.asker.memberships.map((each) => ({
                    text: each.organisationName,
                    href: placeOf(each, path),
                  })),
                },
          ],
        }),
      ),
    }
  })
}

function placeOf({ organisationId: id }: Membership, path: string): string {
  return placeIn({ id }, `${ownPath}${path}`)
}

interface FoundOwn extends FoundSkills {
  readonly posts: Awaited<ReturnType<typeof postsHeld>>
  /** That the organisation keeps no records of skills now; undefined: it does. */
  readonly off: string | undefined
  /** Where the local profiles of posts that they hold are. */
  readonly profiles: readonly Section[]
}

function readOwn({ door }: AccountsContext, asked: OrganisationAsked): Promise<FoundOwn> {
  return door.store.read(async (db) => ({
    posts: await postsHeld(db, ownerIn(asked)),
    profiles: await heldProfileSections(db, ownerIn(asked), asked.today),
    kept: await skillsOf(db, ownerIn(asked)),
    sharing: await sharingNow(db, ownerIn(asked), asked.today),
    off: await developmentOffInWords(db, asked.organisation.id, asked.now),
    isOn: await developmentIsOn(db, asked.organisation.id, asked.now),
  }))
}

function overview(
  context: AccountsContext,
  asked: OrganisationAsked,
  { kept, sharing, posts, profiles, off }: FoundOwn,
): PrivateAnswer {
  const at = (path: string): string => placeIn(asked.organisation, `${ownPath}${path}`)
  const edition = newestEdition(context)
  const isOn = off === undefined
  return ownPage(context, asked, {
    path: '',
    above: [{ href: '/account', text: 'Your account' }],
    title: 'Your skills',
    lead: [
      'Only you read this. A line manager sees what you share with them, item by item, and nothing else.',
      ...(off === undefined
        ? []
        : [
            `This organisation keeps no records of skills now. ${off} Nothing can be added or shared. What you kept you can still read, take away and delete.`,
          ]),
    ],
    sections: [
      ratingSection(context, asked, { kept, sharing }),
      ...(isOn ? beginSections(asked, { kept, posts, edition }) : []),
      ...profiles,
      ...targetSections(context, asked, { kept, isOn }),
      {
        heading: 'Sharing and taking away',
        links: [
          {
            href: at('/share'),
            text: isOn ? 'Choose what your line manager sees' : 'What your line manager sees',
          },
          { href: at('/file'), text: 'Take your skills away as a file (JSON)' },
        ],
      },
    ],
  })
}

function ratingSection(
  context: AccountsContext,
  { organisation, now }: OrganisationAsked,
  { kept: { ratings }, sharing }: Pick<FoundSkills, 'kept' | 'sharing'>,
): Section {
  const heading = 'What you keep'
  const heads = headsOf(ratings)
  if (heads.length === 0) {
    return {
      heading,
      lead: ['Nothing yet. The skills you rate stand here, with the edition and how old they are.'],
    }
  }
  const editionOf = editionsIn(context)
  const newest = newestEdition(context)?.edition.name
  return {
    heading,
    table: {
      caption: heading,
      head: ['Skill', 'Level', 'How it was set', 'Saved', 'Edition', 'Shared now'],
      rows: heads.map((rating) => [
        {
          text: skillName(editionOf(rating), rating.skill),
          href: placeIn(organisation, `${ownPath}/skills/${encodeURIComponent(rating.skill)}`),
        },
        levelInWords(rating.counted),
        howSet(rating).join('. '),
        `${readableDate(rating.ratedAt.slice(0, 10))}, ${ageInWords(rating.ratedAt, now)}`,
        editionInWords(rating.edition, newest),
        levelSharingInWords({ head: rating, ratings, sharing }).join(' '),
      ]),
    },
  }
}

/** Nothing where there are none and none can be added. */
function targetSections(
  context: AccountsContext,
  { organisation }: OrganisationAsked,
  { kept: { targets }, isOn }: { readonly kept: KeptSkills; readonly isOn: boolean },
): readonly Section[] {
  const heading = 'Role levels you aim for'
  const aim: Link = {
    href: placeIn(organisation, `${ownPath}/targets/add`),
    text: 'Add a role level you aim for',
  }
  const links = isOn ? [aim] : []
  if (targets.length === 0) {
    const lead = ['None yet. Add one to see what is still missing for it.']
    return isOn ? [{ heading, lead, links }] : []
  }
  const editionOf = editionsIn(context)
  return [
    {
      heading,
      items: targets.map((target) => ({
        text: roleLevelName(editionOf(target), target.roleLevel),
        href: placeIn(organisation, `${ownPath}/targets/${target.id}`),
      })),
      links,
    },
  ]
}

/** Every skill that has levels, by name. */
async function allSkills(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const edition = newestEdition(context)
  const { ratings } = await context.door.store.read((db) => skillsOf(db, ownerIn(asked)))
  const heads = new Map(
    headsOf(ratings)
      .filter(({ framework }) => framework === edition?.framework.slug)
      .map((rating) => [rating.skill, rating]),
  )
  const listed = (edition?.skills ?? []).filter(({ levels }) => levels.length > 0)
  const items = listed
    .map(({ slug }) => {
      const level = heads.get(slug)?.counted ?? null
      const name = skillName(edition, slug)
      return {
        text: level === null ? name : `${name}: ${levelInWords(level)}`,
        href: placeIn(asked.organisation, `${ownPath}/skills/${slug}/edit`),
      }
    })
    .toSorted((a, b) => a.text.localeCompare(b.text, 'en'))
  return ownPage(context, asked, {
    path: '/skills',
    title: 'Choose a skill to rate',
    lead: [
      edition === undefined
        ? 'This site holds no framework to rate skills against.'
        : `The skills of ${edition.framework.title.value}, edition ${edition.edition.name}.`,
    ],
    sections: [{ items }],
  })
}

async function file(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { store } = context.door
  const kept = await store.read((db) => skillsOf(db, ownerIn(asked)))
  await store.write((db) => noteOwn(db, asked, { action: 'skills.exported' }))
  const edition = newestEdition(context)
  return {
    file: skillsFile(kept, {
      framework: edition?.framework.slug ?? '',
      edition: edition?.edition.name ?? '',
      organisation: asked.organisation.name,
      now: asked.now,
    }),
    name: `skills-${asked.today}.json`,
    type: 'application/json; charset=utf-8',
  }
}
