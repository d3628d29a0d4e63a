import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import type { Section } from '../sheet.ts'
import type { ManagerToday } from '../store/skill-shares.ts'
import type { KeptSkills } from './kept-skills.ts'
import type { EditionOf } from './own-page.ts'
import { ownPath } from './own-page.ts'
import { agreedItems, itemOf } from './shared.ts'
import { itemsInWords } from './items-in-words.ts'
import { counted, skillName } from './words.ts'

/** After the organisation: where somebody chooses what line managers see. */
export const sharePath = `${ownPath}/share`

/** What is shared with one line manager, out of what is kept. */
interface SharedWithOne {
  readonly kept: KeptSkills
  readonly items: ReadonlySet<string>
  readonly editionOf: EditionOf
}

/** What one line manager is shown, what of it stays, and the way to take the rest back. */
export function managerSection(
  { organisation }: OrganisationAsked,
  sharing: ManagerToday & SharedWithOne & { readonly isOn: boolean },
): Section {
  const { isOn, kept, relationId, managerId, managerName, items } = sharing
  const at = placeIn(organisation, `${sharePath}/${relationId}`)
  const agreed = agreedItems(kept, managerId, items).size
  const what = agreed === 0 ? 'everything' : 'everything else'
  return {
    heading: managerName,
    lead: [
      items.size === 0 ? 'Nothing is shared.' : `${itemsInWords(items, 'shared')}.`,
      ...noAccountInWords(sharing),
      ...staysInWords(sharing, sharing),
    ],
    links: isOn ? [{ href: at, text: `Choose what ${managerName} sees` }] : [],
    actions:
      items.size === agreed
        ? []
        : [
            {
              to: `${at}/take-back`,
              submit: `Take ${what} back from ${managerName}`,
              warns: true,
            },
          ],
  }
}

/** That a manager cannot sign in yet; nothing where they can. */
export function noAccountInWords({
  managerName,
  managerAccountId,
}: ManagerToday): readonly string[] {
  if (managerAccountId !== null) return []
  return [
    `${managerName} has no account here yet. You can share, but they see it only when they can sign in.`,
  ]
}

/** Which agreed ratings stay with a manager, and until when; nothing where there are none. */
export function staysInWords(
  { managerId, managerName }: ManagerToday,
  { kept, items, editionOf }: SharedWithOne,
): readonly string[] {
  const agreed = agreedItems(kept, managerId, items)
  if (agreed.size === 0) return []
  const skills = kept.ratings
    .filter(({ id }) => agreed.has(itemOf('rating', id)))
    .map((rating) => skillName(editionOf(rating), rating.skill))
    .join(', ')
  const many = counted(agreed.size, 'rating')
  return [
    `${managerName} agreed with ${many}: ${skills}. What is agreed you cannot take back: they see it as long as they are your line manager.`,
  ]
}

/** What of the shared items can be taken back, for a message, which names no skill. */
export function takenBackInWords(
  { managerId, managerName }: ManagerToday,
  { kept, items }: SharedWithOne,
): string {
  const agreed = agreedItems(kept, managerId, items).size
  if (items.size === 0) return `${managerName} sees nothing of your skills now.`
  const stays = `${managerName} agreed with ${counted(agreed, 'rating')}. What is agreed they see as long as they are your line manager.`
  const way = 'Under Your skills you can take back at any time'
  if (agreed === 0) return `${way} what is shared, unless they agree with a rating before.`
  return items.size === agreed ? stays : `${way} what is not agreed. ${stays}`
}
