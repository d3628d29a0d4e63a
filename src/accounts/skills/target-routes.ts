import { ExpectedFailure, readableDate } from '../../platform/index.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import type { AccountsContext } from '../context.ts'
import type { Field } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { formRoutes } from '../organisation/form-routes.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationRoutes, placeIn } from '../organisation/organisation-route.ts'
import { levelsInOrder } from '../role-level-options.ts'
import { addTarget, deleteTarget, skillsOf } from '../store/skills.ts'
import { gapSection } from './gap-section.ts'
import { headsOf } from './kept-skills.ts'
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
import { editionInWords } from './rating-rows.ts'
import { mostCarried } from './skills-file-schema.ts'
import { roleLevelName, skillIn } from './words.ts'

const permission = 'skills.keep-own'

/** The role levels a person aims for, and what is missing for each. */
export function targetRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    ...formRoutes({
      path: `${ownPath}/targets/add`,
      permission,
      parts: async (_context, asked) => {
        await context.door.store.read((db) => mustKeepSkills(db, asked))
        return {
          title: 'Add a role level you aim for',
          lead: ['Only you see it until you share it.'],
          submit: 'Add the role level',
          fields: [targetField(context)],
          above: aboveOwn(asked),
          back: ownPath,
          saved: 'The role level you aim for was added.',
        }
      },
      save: async (db, asked, value) => {
        await mustKeepSkills(db, asked)
        const owner = ownerIn(asked)
        const edition = newestEdition(context)
        if (edition === undefined) throw new ExpectedFailure('form-not-valid')
        const { targets } = await skillsOf(db, owner)
        if (targets.length >= mostCarried) {
          const message = `You aim for ${mostCarried} role levels already. Take one away first`
          return [{ field: 'role-level', message }]
        }
        const target = {
          person_id: owner.personId,
          framework: edition.framework.slug,
          edition: edition.edition.name,
          role_level: value('role-level'),
        }
        if (!(await addTarget(db, target, asked.now))) {
          return [{ field: 'role-level', message: 'You aim for this role level already' }]
        }
        await noteOwn(db, asked, { action: 'skills.changed' })
        return []
      },
    }),
    { method: 'GET', path: `${ownPath}/targets/:target`, permission, answer: targetPage },
    { method: 'POST', path: `${ownPath}/targets/:target/delete`, permission, answer: remove },
  ])
}

/** Role levels that ask for a skill at a level: to others there is no gap to be worked out. */
function targetField(context: AccountsContext): Field {
  const edition = newestEdition(context)
  const measured = edition === undefined ? undefined : profilesOf(edition)
  const levels = edition === undefined ? [] : levelsInOrder(edition)
  return {
    name: 'role-level',
    label: 'Role level',
    kind: 'select',
    options: levels
      .filter(({ path }) => measured?.has(path) === true)
      .map(({ path, text, role }) => ({ value: path, text, group: role })),
  }
}

async function targetPage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const { ratings, targets } = await context.door.store.read((db) => skillsOf(db, ownerIn(asked)))
  const target = targets.find(({ id }) => id === asked.params['target'])
  if (target === undefined) throw new ExpectedFailure('page-not-found')
  const edition = editionsIn(context)(target)
  const newest = newestEdition(context)?.edition.name
  return ownPage(context, asked, {
    path: `/targets/${target.id}`,
    title: roleLevelName(edition, target.roleLevel),
    lead: ['Drafts count here too: only you see this page.'],
    sections: [
      {
        rows: [
          ['Added', readableDate(target.addedAt.slice(0, 10))],
          ['Edition', editionInWords(target.edition, newest)],
        ],
      },
      gapSection({
        edition,
        roleLevel: target.roleLevel,
        ratings: headsOf(ratings).filter(({ framework }) => framework === target.framework),
        missing: 'Not assessed',
        linkOf: (skill) => {
          const isRated = ratings.some((each) => each.skill === skill)
          if (!isRated && skillIn(newestEdition(context), skill) === undefined) return undefined
          return placeIn(asked.organisation, `${ownPath}/skills/${encodeURIComponent(skill)}`)
        },
      }),
      {
        actions: [
          {
            to: placeIn(asked.organisation, `${ownPath}/targets/${target.id}/delete`),
            submit: 'Take this role level away at once and for good',
            warns: true,
          },
        ],
      },
    ],
  })
}

/** Whoever it was shared with sees it no more. */
async function remove({ door }: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { personId } = ownerIn(asked)
  await door.store.write(async (db) => {
    const id = asked.params['target'] ?? ''
    if (await deleteTarget(db, { id, personId, now: asked.now })) {
      await noteOwn(db, asked, { action: 'skills.changed' })
    }
  })
  const saved = 'The role level was taken away.'
  return { to: placeIn(asked.organisation, ownPath), saved }
}
