import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { keepingSkills, newestEdition } from '../../../test/skills-kept.ts'
import { storeKinds } from '../../../test/stores.ts'
import type { Store } from '../../platform/store/index.ts'
import { changeShares } from '../store/skill-shares.ts'
import { addTarget, headOf, keepRating, skillsOf } from '../store/skills.ts'
import type { SkillsOwner } from '../store/skills.ts'
import { sharedWith } from './managed-skills.ts'
import type { SharedSkills } from './shared.ts'
import { itemOf, itemsIn } from './shared.ts'

const edition = newestEdition()
const pinned = { framework: edition.framework.slug, edition: edition.edition.name }
const slugs = edition.skills
  .filter(({ levels }) => levels.length > 0)
  .slice(0, 3)
  .map(({ slug }) => slug)

/** The items that a page really has, from nothing but what it was given. */
function itemsOn({ ratings, confidences, interests, targets }: SharedSkills): string[] {
  return [
    ...ratings.map(({ id }) => itemOf('rating', id)),
    ...confidences.map(({ id }) => itemOf('confidence', id)),
    ...interests.map(({ id }) => itemOf('interest', id)),
    ...targets.map(({ id }) => itemOf('target', id)),
    ...targets.filter(({ withGap }) => withGap).map(({ id }) => itemOf('gap', id)),
  ].toSorted()
}

type Which = 0 | 1
interface Sharing {
  readonly does: 'share' | 'take-back'
  readonly at: number
  readonly manager: Which
}
type Step =
  | { readonly does: 'rate'; readonly at: number }
  | Sharing
  | { readonly does: 'end' | 'begin'; readonly manager: Which }
  | { readonly does: 'wait' }

const manager = fc.constantFrom<Which>(0, 1)
const at = fc.nat({ max: 20 })
const sharing = fc.constantFrom<'share' | 'take-back'>('share', 'share', 'take-back')
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('rate' as const), at }),
  { weight: 3, arbitrary: fc.record({ does: sharing, at, manager }) },
  fc.record({ does: fc.constantFrom<'end' | 'begin'>('end', 'begin'), manager }),
  fc.constant<Step>({ does: 'wait' }),
)

/** A reporting line as the model knows it: whether it holds, and what is shared along it. */
interface Line {
  readonly id: string
  holds: boolean
  readonly items: Set<string>
}

/** Takes steps in a store and in a model beside it. */
class Run {
  now = Date.parse('2026-01-01T09:00:00.000Z')
  readonly lines = new Map<Which, Line>()
  readonly #store: Store
  readonly #owner: SkillsOwner
  readonly #managers: readonly [string, string]

  constructor(store: Store, owner: SkillsOwner, managers: readonly [string, string]) {
    this.#store = store
    this.#owner = owner
    this.#managers = managers
  }

  async begin(): Promise<void> {
    const { personId } = this.#owner
    await this.#store.write(async (db) => {
      await db.deleteFrom('relations').where('person_id', '=', personId).execute()
      await db.deleteFrom('skill_ratings').execute()
      await db.deleteFrom('skill_targets').execute()
      const target = { person_id: personId, ...pinned, role_level: 'role/level' }
      await addTarget(db, target, new Date(this.now))
    })
    for (const which of [0, 1] as const) await this.#lineBegins(which)
  }

  async take(step: Step): Promise<void> {
    if (step.does === 'wait') this.now += 86_400_000
    else if (step.does === 'rate') await this.#rate(slugs[step.at % slugs.length] ?? '')
    else if (step.does === 'begin') await this.#lineBegins(step.manager)
    else if ('at' in step) await this.#share(step)
    else await this.#lineEnds(step.manager)
  }

  async check(): Promise<void> {
    for (const which of [0, 1] as const) {
      const managerId = this.#managers[which]
      const shown = await this.#store.read((db) =>
        sharedWith(db, { ...this.#owner, managerId, now: new Date(this.now) }),
      )
      const line = this.lines.get(which)
      const items = line?.holds === true ? line.items : new Set<string>()
      // A gap stands with its role level only.
      const whole = [...items].filter(
        (item) => !item.startsWith('gap:') || items.has(item.replace('gap', 'target')),
      )
      assert.deepEqual(itemsOn(shown), whole.toSorted())
    }
  }

  get #today(): string {
    return new Date(this.now).toISOString().slice(0, 10)
  }

  async #lineBegins(which: Which): Promise<void> {
    if (this.lines.get(which)?.holds === true) return
    const line = { id: crypto.randomUUID(), holds: true, items: new Set<string>() }
    this.lines.set(which, line)
    await this.#store.write((db) =>
      db
        .insertInto('relations')
        .values({
          id: line.id,
          person_id: this.#owner.personId,
          other_id: this.#managers[which],
          kind: 'line-manager',
          from_day: this.#today,
          until_day: null,
        })
        .execute(),
    )
  }

  async #lineEnds(which: Which): Promise<void> {
    const line = this.lines.get(which)
    if (line?.holds !== true) return
    line.holds = false
    await this.#store.write((db) =>
      db
        .updateTable('relations')
        .set({ until_day: this.#today })
        .where('id', '=', line.id)
        .execute(),
    )
  }

  async #rate(skill: string): Promise<void> {
    const key = { personId: this.#owner.personId, framework: pinned.framework, skill }
    const felt = { confidence: '1', interest: 'more' } as const
    const said = { level: 'working', ticked: [], note: '', ...felt }
    const rest = { counted: 'working', claims: [], now: new Date(this.now) }
    await this.#store.write(async (db) => {
      const rating = { ...key, edition: pinned.edition, said, ...rest }
      await keepRating(db, rating, await headOf(db, key))
    })
  }

  async #share(step: Sharing): Promise<void> {
    const line = this.lines.get(step.manager)
    const all = itemsIn(await this.#store.read((db) => skillsOf(db, this.#owner)))
    const item = all[step.at % all.length]
    if (line?.holds !== true || item === undefined) return
    const isNew = !line.items.has(item)
    const shares = step.does === 'share'
    if (shares) line.items.add(item)
    else line.items.delete(item)
    await this.#store.write((db) =>
      changeShares(db, {
        personId: this.#owner.personId,
        relationId: line.id,
        add: shares && isNew ? [item] : [],
        remove: new Set(shares ? [] : [item]),
        now: new Date(this.now),
      }),
    )
  }
}

for (const kind of storeKinds) {
  describe(`what a manager is shown on ${kind}`, () => {
    it('is exactly what is shared with them, whatever happens in which order', async () => {
      const { store, id: organisationId, person } = await keepingSkills(kind)
      const owner = { organisationId, personId: person('plain') }
      const steps = fc.array(anyStep, { minLength: 5, maxLength: 20 })
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const run = new Run(store, owner, [person('manager'), person('planner')])
          await run.begin()
          for (const step of all) {
            await run.take(step)
            await run.check()
          }
        }),
        { numRuns: 15 },
      )
    })
  })
}
