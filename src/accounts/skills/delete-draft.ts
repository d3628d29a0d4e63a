import type { Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import type { Section } from '../sheet.ts'
import { changeShares, sharingNow } from '../store/skill-shares.ts'
import type { SharingNow } from '../store/skill-shares.ts'
import { deleteDraft, skillsOf } from '../store/skills.ts'
import type { KeptRating } from './kept-skills.ts'
import { noteOwn, ownerIn, ownPath } from './own-page.ts'
import { itemsOf } from './shared.ts'
import { tellManager } from './tell-shared.ts'
import { counted } from './words.ts'

/** The button that deletes a draft, and before it what goes with the draft. */
export function deleteSection(
  { organisation }: OrganisationAsked,
  head: KeptRating | undefined,
  sharing: readonly SharingNow[],
): readonly Section[] {
  if (head?.state !== 'draft') return []
  const names = sharing
    .filter(({ items }) => itemsOf(head, items).length > 0)
    .map(({ managerName }) => managerName)
  const at = `${ownPath}/skills/${encodeURIComponent(head.skill)}/delete`
  return [
    {
      lead:
        names.length === 0
          ? []
          : [
              `If you delete this draft, what you share of it is taken back: ${names.join(' and ')} will not see it any more.`,
            ],
      actions: [
        {
          to: placeIn(organisation, at),
          submit: 'Delete this draft at once and for good',
          warns: true,
        },
      ],
    },
  ]
}

/** Deletes somebody's own draft of a skill; what was shared of it is taken back first. */
export async function deleteOwnDraft(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const owner = ownerIn(asked)
  const { now } = asked
  const skill = asked.params['skill'] ?? ''
  await context.door.store.write(async (db) => {
    const kept = await skillsOf(db, owner)
    for (const draft of kept.ratings.filter(
      (each) => each.skill === skill && each.state === 'draft',
    )) {
      await takeBackOf(db, asked, draft)
      const { framework } = draft
      await deleteDraft(db, { personId: owner.personId, framework, skill, now })
      await noteOwn(db, asked, { action: 'skills.changed' })
    }
  })
  return { to: placeIn(asked.organisation, ownPath), saved: 'The draft was deleted.' }
}

async function takeBackOf(db: Writing, asked: OrganisationAsked, draft: KeptRating): Promise<void> {
  const owner = ownerIn(asked)
  for (const manager of await sharingNow(db, owner, asked.today)) {
    const remove = new Set(itemsOf(draft, manager.items))
    if (remove.size === 0) continue
    const { personId } = owner
    const { relationId } = manager
    await changeShares(db, { personId, relationId, add: [], remove, now: asked.now })
    const what = `${counted(0, 'item')} more, ${remove.size} taken back`
    await noteOwn(db, asked, { action: 'skills.shared', what })
    await tellManager(db, asked, { manager, what })
  }
}
