import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading, Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { FieldError, Filled } from '../form.ts'
import { readFields, unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import {
  organisationForm,
  organisationRoutes,
  placeIn,
} from '../organisation/organisation-route.ts'
import { holdsOn } from '../person-rows.ts'
import type { Action } from '../sheet.ts'
import { send } from '../store/messages.ts'
import { personSheet } from '../store/person-sheet.ts'
import {
  changeShares,
  isOwnLine,
  itemsSince,
  managersOf,
  sharingNow,
} from '../store/skill-shares.ts'
import type { ManagerToday } from '../store/skill-shares.ts'
import { skillsOf } from '../store/skills.ts'
import { developmentOffInWords } from './development.ts'
import { endShares } from './end-shares.ts'
import { managedParts } from './managed-view.ts'
import { itemsInWords } from './items-in-words.ts'
import {
  managerSection,
  noAccountInWords,
  sharePath as path,
  staysInWords,
  takenBackInWords,
} from './manager-section.ts'
import { aboveOwn, editionsIn, mustKeepSkills, noteOwn, ownerIn, ownPage } from './own-page.ts'
import { chosenItems, shareFields, shareValues } from './share-choice.ts'
import type { ShareOffer } from './share-choice.ts'
import { markOf, sharedOnly } from './shared.ts'
import { tellManager } from './tell-shared.ts'
import { counted } from './words.ts'

const permission = 'skills.keep-own'

/** Choosing what a line manager of today sees: tick, look at their page, confirm; or take back. */
export function shareRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const one = `${path}/:relation`
  return organisationRoutes(context, [
    { method: 'GET', path, permission, answer: managersPage },
    { method: 'GET', path: one, permission, answer: choicePage },
    { method: 'POST', path: one, permission, answer: lookPage },
    { method: 'POST', path: `${one}/confirm`, permission, answer: confirm },
    { method: 'POST', path: `${one}/take-back`, permission, answer: takeBack },
  ])
}

async function managersPage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const owner = ownerIn(asked)
  const { managers, kept, off } = await context.door.store.read(async (db) => ({
    off: await developmentOffInWords(db, asked.organisation.id, asked.now),
    managers: await sharingNow(db, owner, asked.today),
    kept: await skillsOf(db, owner),
  }))
  const editionOf = editionsIn(context)
  return ownPage(context, asked, {
    path: '/share',
    above: aboveOwn(asked),
    title: 'What your line manager sees',
    lead: [
      ...(off === undefined
        ? []
        : [`${off} Nothing can be shared, and your manager sees nothing.`]),
      'You choose item by item. They see it as long as they are your line manager and you do not take it back. When they no longer are, what you shared goes for good. Another line manager sees nothing until you share with them.',
      'When a line manager agrees with a rating you share, they keep seeing that rating as long as they are your line manager. You cannot take it back from them before. Everything else you can take back at any time.',
    ],
    sections:
      managers.length === 0
        ? [{ lead: ['You have no line manager here today, so there is nobody to share with.'] }]
        : managers.map((each) =>
            managerSection(asked, { ...each, kept, editionOf, isOn: off === undefined }),
          ),
  })
}

interface Sharing {
  readonly manager: ManagerToday
  readonly offer: ShareOffer
  /** The day since when, of what is shared now. */
  readonly since: ReadonlyMap<string, string>
  readonly mark: string
}

/** What can be shared with the manager an address names; of others nothing is told. */
async function sharingIn(
  db: Reading,
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<Sharing> {
  const owner = ownerIn(asked)
  const managers = await managersOf(db, owner, asked.today)
  const manager = managers.find(({ relationId }) => relationId === asked.params['relation'])
  if (manager === undefined) throw new ExpectedFailure('page-not-found')
  const kept = await skillsOf(db, owner)
  const since = await itemsSince(db, manager.relationId)
  const now = new Set(since.keys())
  const offer = { kept, now, managerId: manager.managerId, editionOf: editionsIn(context) }
  return { manager, offer, since, mark: markOf(kept, now) }
}

async function choicePage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const sharing = await context.door.store.read(async (db) => {
    await mustKeepSkills(db, asked)
    return sharingIn(db, context, asked)
  })
  return choiceForm(context, asked, { sharing, filled: unfilled(shareValues(sharing.offer)) })
}

function choiceForm(
  context: AccountsContext,
  asked: OrganisationAsked,
  { sharing, filled }: { readonly sharing: Sharing; readonly filled: Filled },
): PrivateAnswer {
  const { manager, offer, mark } = sharing
  const { managerName, relationId } = manager
  const fields = shareFields(offer)
  return organisationForm(context, asked, {
    title: `Choose what ${managerName} sees`,
    lead: [
      ...(fields.length === 0 ? ['There is nothing to share yet. Rate a skill first.'] : []),
      'Next you see the page as they will see it. Nothing is shared before you say so there. What you share stays as it is; what you change later is yours until you share it.',
      'A level that you share stays in your record when you take it back: you can rate yourself anew, not delete it. A draft of which you share something else can still be deleted.',
      ...noAccountInWords(manager),
      ...staysInWords(manager, { ...offer, items: offer.now }),
    ],
    action: `${path}/${relationId}`,
    submit: 'See what your manager sees',
    fields,
    filled,
    hidden: { mark },
    breadcrumbs: aboveOwn(asked, sharePlace(asked)),
  })
}

function sharePlace({ organisation }: OrganisationAsked): { href: string; text: string } {
  return { href: placeIn(organisation, path), text: 'What your line manager sees' }
}

const changedMeanwhile: FieldError = {
  field: 'mark',
  message:
    'Something was changed since you opened the page, perhaps in another window. Look at your choice again',
}

/** The page of the manager, for this choice, before anything is shared. */
async function lookPage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const { store } = context.door
  const { organisation, now, today } = asked
  const owner = ownerIn(asked)
  const { sharing, sheet } = await store.read(async (db) => {
    await mustKeepSkills(db, asked)
    const found = await sharingIn(db, context, asked)
    return { sharing: found, sheet: await personSheet(db, { ...owner, now }) }
  })
  if (sheet === undefined) throw new ExpectedFailure('not-allowed')
  const { manager, offer, since, mark } = sharing
  const filled = readFields(shareFields(offer), asked.form)
  const isOld = asked.form.get('mark') !== mark
  const errors = isOld ? [changedMeanwhile] : filled.errors
  if (errors.length > 0)
    return choiceForm(context, asked, { sharing, filled: { ...filled, errors } })
  const ticked = [...filled.values.values()].flatMap((value) => value.split(' '))
  const items = chosenItems(offer, ticked)
  const { managerId, managerName, relationId } = manager
  const parts = managedParts({
    name: sheet.person.name,
    team: sheet.team,
    posts: sheet.posts.filter((post) => holdsOn(post, today)),
    shared: sharedOnly(offer.kept, {
      items: new Map([...items].map((item) => [item, since.get(item) ?? today])),
      managerId,
    }),
    editionOf: offer.editionOf,
    now,
  })
  const action: Action = {
    to: placeIn(organisation, `${path}/${relationId}/confirm`),
    submit: `Let ${managerName} see this and nothing else`,
    isMain: true,
    hidden: { items: [...items].join(' '), mark },
  }
  return ownPage(context, asked, {
    path: `/share/${relationId}`,
    above: aboveOwn(asked, sharePlace(asked)),
    ...parts,
    notice: `This is the page that ${managerName} will see. Nothing is changed yet: the button is at the end.`,
    sections: [
      ...parts.sections,
      {
        heading: `Let ${managerName} see this?`,
        lead: [
          `${itemsInWords(items, 'will be shared')}. They and you get a message that says how many, not what they say.`,
        ],
        actions: [action],
        links: [{ href: placeIn(organisation, `${path}/${relationId}`), text: 'Choose again' }],
      },
    ],
  })
}

async function confirm(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { form, organisation } = asked
  const late = await context.door.store.write(async (db) => {
    const sharing = await sharingIn(db, context, asked)
    if (form.get('mark') !== sharing.mark) return sharing
    const items = chosenItems(sharing.offer, (form.get('items') ?? '').split(' '))
    await share(db, asked, { sharing, items })
    return undefined
  })
  if (late === undefined) {
    return { to: placeIn(organisation, path), saved: 'What you share was saved.' }
  }
  const filled = { ...unfilled(shareValues(late.offer)), errors: [changedMeanwhile] }
  return choiceForm(context, asked, { sharing: late, filled })
}

/**
 * Taking back needs no looking first. What was agreed stays, which the page says beside the button;
 * with a line that has ended everything goes.
 */
async function takeBack(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  await context.door.store.write(async (db) => {
    const owner = ownerIn(asked)
    const relationId = asked.params['relation'] ?? ''
    const managers = await managersOf(db, owner, asked.today)
    const isPast = managers.every((manager) => manager.relationId !== relationId)
    if (isPast && (await isOwnLine(db, owner, relationId))) {
      const { accountId } = asked.session.asker
      return endShares(db, { relationId, accountId, now: asked.now })
    }
    const sharing = await sharingIn(db, context, asked)
    await share(db, asked, { sharing, items: chosenItems(sharing.offer, []) })
    return undefined
  })
  const saved = 'What you shared was taken back.'
  return { to: placeIn(asked.organisation, path), saved }
}

async function share(
  db: Writing,
  asked: OrganisationAsked,
  { sharing, items }: { readonly sharing: Sharing; readonly items: ReadonlySet<string> },
): Promise<void> {
  const { manager, offer } = sharing
  const add = [...items].filter((item) => !offer.now.has(item))
  const remove = new Set([...offer.now].filter((item) => !items.has(item)))
  if (add.length + remove.size === 0) return
  if (add.length > 0) await mustKeepSkills(db, asked)
  const { personId } = ownerIn(asked)
  const { relationId, managerName } = manager
  await changeShares(db, { personId, relationId, add, remove, now: asked.now })
  const what = `${counted(add.length, 'item')} more, ${remove.size} taken back`
  await noteOwn(db, asked, { action: 'skills.shared', what })
  const { accountId } = asked.session.asker
  const { now, organisation } = asked
  await send(db, {
    accountId,
    subject: `What ${managerName} sees of your skills has changed`,
    body: `In ${organisation.name}: ${what}. ${itemsInWords(items, 'shared now')}. ${takenBackInWords(manager, { ...offer, items })}`,
    now,
  })
  await tellManager(db, asked, { manager, what })
}
