import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { ruleSentence, standardRule } from '../../framework/standing/ticks-to-level.ts'
import type { Link } from '../../platform/index.ts'
import { ExpectedFailure, readableDate, shownName } from '../../platform/index.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { editPage, saveEdit } from '../organisation/editing.ts'
import type { Editing, Saved } from '../organisation/editing.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationRoutes, placeIn } from '../organisation/organisation-route.ts'
import type { Section } from '../sheet.ts'
import { postsHeld } from '../store/person-sheet.ts'
import { sharingNow } from '../store/skill-shares.ts'
import type { SharingNow } from '../store/skill-shares.ts'
import { headOf, keepRating, skillsOf } from '../store/skills.ts'
import { deleteOwnDraft, deleteSection } from './delete-draft.ts'
import { developmentIsOn } from './development.ts'
import { countedLevel, ratingFrom, saysSomething, saysTheSame } from './kept-skills.ts'
import type { KeptRating } from './kept-skills.ts'
import {
  aboveOwn,
  editionsIn,
  mustKeepSkills,
  newestEdition,
  noteOwn,
  ownerIn,
  ownPage,
  ownPath,
} from './own-page.ts'
import { askedInWords, nextUnrated, postAsks } from './post-asks.ts'
import { ratingFields, saidIn, valuesOf } from './rating-fields.ts'
import { levelSharingInWords } from './level-sharing.ts'
import { ratingRows, stateInWords } from './rating-rows.ts'
import { isShared } from './shared.ts'
import { skillIn, skillName } from './words.ts'

const permission = 'skills.keep-own'
const path = `${ownPath}/skills/:skill`

/** One skill of a person's own: what they said of it, then and now. */
export function ratingRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    { method: 'GET', path, permission, answer: ratingPage },
    {
      method: 'GET',
      path: `${path}/edit`,
      permission,
      answer: async (_context, asked) => {
        await context.door.store.read((db) => mustKeepSkills(db, asked))
        return editPage(context, asked, await ratingEditing(context, asked))
      },
    },
    {
      method: 'POST',
      path: `${path}/edit`,
      permission,
      answer: (_context, asked) =>
        saveEdit(context, asked, {
          load: () => ratingEditing(context, asked),
          save: (values, version) => saveRating(context, asked, { values, version }),
        }),
    },
    { method: 'POST', path: `${path}/delete`, permission, answer: deleteOwnDraft },
  ])
}

async function ratingPage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const slug = asked.params['skill'] ?? ''
  const owner = ownerIn(asked)
  const { kept, sharing, posts, isOn } = await context.door.store.read(async (db) => ({
    posts: await postsHeld(db, owner),
    isOn: await developmentIsOn(db, asked.organisation.id, asked.now),
    kept: await skillsOf(db, owner),
    sharing: await sharingNow(db, owner, asked.today),
  }))
  const ratings = kept.ratings.filter(({ skill }) => skill === slug)
  const newest = newestEdition(context)
  const [head] = ratings
  if (head === undefined && skillIn(newest, slug) === undefined) {
    throw new ExpectedFailure('skill-not-found')
  }
  const editionOf = editionsIn(context)
  const asks = postAsks(newest, posts, asked.today)
  const next = head && nextUnrated(newest, { asks, kept, after: slug })
  const isHere = (skillIn(newest, slug)?.levels ?? []).length > 0
  return ownPage(context, asked, {
    path: `/skills/${slug}`,
    title: skillName((head && editionOf(head)) ?? newest, slug),
    lead: [
      ...askedInWords(newest, asks, slug),
      ...(head === undefined ? [] : levelSharingInWords({ head, ratings, sharing })),
    ],
    sections: [
      ...ratings.map((rating, place): Section => ({
        heading: place === 0 ? 'What you said last' : `Before, on ${dayOf(rating)}`,
        rows: [
          ['State', stateInWords(rating, isShared(rating, sharing))],
          ['Shared now', ...sharedWithWhom(rating, sharing)],
          ...ratingRows(rating, { edition: editionOf(rating), now: asked.now }),
          ...privateRows(rating),
        ],
      })),
      ...(head === undefined ? [{ lead: ['You have said nothing of this skill.'] }] : []),
      {
        links: isOn && isHere ? rateLinks(asked, { slug, head, next }) : [],
      },
      ...deleteSection(asked, head, sharing),
    ],
  })
}

/** The way to rate the skill, and, once it is rated, the next one that the post asks for. */
function rateLinks(
  { organisation }: OrganisationAsked,
  rating: {
    readonly slug: string
    readonly head: KeptRating | undefined
    readonly next: Pick<Skill, 'slug' | 'name'> | undefined
  },
): readonly Link[] {
  const { slug, head, next } = rating
  const at = (skill: string): string =>
    placeIn(organisation, `${ownPath}/skills/${encodeURIComponent(skill)}/edit`)
  return [
    ...(next === undefined
      ? []
      : [
          {
            href: at(next.slug),
            text: `Next skill of your post with no rating: ${shownName(next.name).value}`,
          },
        ]),
    { href: at(slug), text: head === undefined ? 'Rate this skill' : 'Rate this skill again' },
  ]
}

/** With whom which items of a rating are shared, in words. */
function sharedWithWhom({ id }: KeptRating, sharing: readonly SharingNow[]): readonly string[] {
  const shared = sharing.flatMap(({ managerName, since }) => {
    const kinds = Object.entries(kindsInWords).flatMap(([kind, text]) => {
      const day = since.get(`${kind}:${id}`)
      return day === undefined ? [] : [`${text}, since ${readableDate(day)}`]
    })
    const words = kinds.join('; ')
    return kinds.length === 0 ? [] : [`With ${managerName}: ${words}`]
  })
  return shared.length === 0 ? ['With nobody'] : shared
}

const kindsInWords = {
  rating: 'level, statements and evidence',
  confidence: 'how sure you are',
  interest: 'what you want to do',
} as const

function dayOf({ ratedAt }: KeptRating): string {
  return readableDate(ratedAt.slice(0, 10))
}

/** What only the person reads until they share it: an answer is written for them. */
function privateRows({ answers }: KeptRating): NonNullable<Section['rows']> {
  return answers.map(({ outcome, words, at, managerName }) => [
    outcome === 'agreed' ? 'Agreed' : 'Not agreed',
    `${managerName === '' ? 'A line manager' : managerName} on ${readableDate(at.slice(0, 10))}`,
    ...(words === '' ? [] : [words]),
  ])
}

/** The skill an address names, in the edition that is rated against. */
function skillAsked(
  context: AccountsContext,
  { params }: OrganisationAsked,
): { edition: CapabilityFramework; skill: Skill } {
  const edition = newestEdition(context)
  const skill = skillIn(edition, params['skill'] ?? '')
  if (edition === undefined || skill === undefined || skill.levels.length === 0) {
    throw new ExpectedFailure('skill-not-found')
  }
  return { edition, skill }
}

async function ratingEditing(context: AccountsContext, asked: OrganisationAsked): Promise<Editing> {
  const { edition, skill } = skillAsked(context, asked)
  const owner = ownerIn(asked)
  const key = { ...owner, framework: edition.framework.slug, skill: skill.slug }
  const { row, sharing, posts } = await context.door.store.read(async (db) => ({
    posts: await postsHeld(db, owner),
    row: await headOf(db, key),
    sharing: await sharingNow(db, owner, asked.today),
  }))
  const head = row && ratingFrom(row)
  const name = skillName(edition, skill.slug)
  const at = `${ownPath}/skills/${skill.slug}`
  return {
    title: `Rate yourself: ${name}`,
    lead: [
      ...askedInWords(edition, postAsks(edition, posts, asked.today), skill.slug),
      ruleSentence(standardRule),
      ...(head === undefined ? [] : changedSince(head, { edition, skill })),
      ...(head === undefined || (head.state === 'draft' && !isShared(head, sharing))
        ? ['What you save is a draft that only you read.']
        : [
            'What you shared stays as it was. What you save now is a new draft that only you read.',
          ]),
    ],
    path: `${at}/edit`,
    back: at,
    saved: `Your rating of ${name} was saved.`,
    above: aboveOwn(asked),
    fields: ratingFields(edition, skill),
    kept: { version: head?.version ?? 0, values: valuesOf(head, skill) },
    who: async () => 'You, in another window,',
  }
}

/** What is different from the edition it was said against. */
function changedSince(
  head: KeptRating,
  { edition, skill }: { edition: CapabilityFramework; skill: Skill },
): string[] {
  if (head.edition === edition.edition.name) return []
  const here = new Set(skill.levels.flatMap(({ statements }) => statements.map(({ id }) => id)))
  const gone = head.ticked.filter((id) => !here.has(id)).length
  return [
    `What you said last is about the edition ${head.edition}. What you save now is about ${edition.edition.name}.`,
    ...(gone === 0
      ? []
      : [`${gone} of the statements you ticked are not in it, or in other words.`]),
  ]
}

async function saveRating(
  context: AccountsContext,
  asked: OrganisationAsked,
  { values, version }: { values: ReadonlyMap<string, string>; version: number },
): Promise<Saved> {
  const { edition, skill } = skillAsked(context, asked)
  const said = saidIn(values)
  if (!saysSomething(said)) {
    const [first] = ratingFields(edition, skill)
    return [
      { field: first?.name ?? 'level', message: 'Tick a statement, or fill in something else' },
    ]
  }
  const { personId } = ownerIn(asked)
  const key = { personId, framework: edition.framework.slug, skill: skill.slug }
  return context.door.store.write(async (db) => {
    await mustKeepSkills(db, asked)
    const row = await headOf(db, key)
    if ((row?.version ?? 0) !== version) return 'changed'
    const head = row && ratingFrom(row)
    const isSame = head !== undefined && saysTheSame(said, head)
    if (isSame && head.edition === edition.edition.name) return 'saved'
    const { slug } = skill
    const counted = countedLevel(edition, { skill: slug, level: said.level, ticked: said.ticked })
    const rating = { ...key, edition: edition.edition.name, counted, said }
    await keepRating(db, { ...rating, claims: head?.claims ?? [], now: asked.now }, row)
    await noteOwn(db, asked, { action: 'skills.changed' })
    return 'saved'
  })
}
