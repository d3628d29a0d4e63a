import { Type } from 'typebox'
import { dataOf } from '../api/operation.ts'
import { Day, exact, Id, Moment, orNull, Text } from '../api/shapes.ts'
import type { HeldRecord } from '../store/record.ts'
import type { SharingNow } from '../store/skill-shares.ts'
import { headsOf, setBy } from './kept-skills.ts'
import type { KeptRating, KeptSkills, KeptTarget } from './kept-skills.ts'
import { levelsShared } from './level-sharing.ts'
import type { SharedRating, SharedSkills } from './shared.ts'

/** A skill of an edition. */
const skill = { framework: Text, edition: Text, skill: Text }

const Level = orNull(Type.String({ description: 'The level that counts; null: not assessed' }))

const State = Type.Enum(['draft', 'shared', 'final'])

const SetBy = orNull(
  Type.Enum(['hand', 'statements'], {
    description: 'Whether it was set by hand or worked out from the ticked statements',
  }),
)

const Claimed = Type.Array(exact({ at: Text, on: Day, level: Text, edition: Text }), {
  description: 'What a file said was agreed elsewhere',
})

const Targets = Type.Array(
  exact({ id: Id, framework: Text, edition: Text, roleLevel: Text, added: Moment }),
  { description: 'Role levels you aim for' },
)

/** What somebody keeps of their own skills, who sees what of it, and whether the organisation keeps such records now. */
export interface FoundSkills {
  readonly kept: KeptSkills
  readonly sharing: readonly SharingNow[]
  readonly isOn: boolean
}

/** A person's own skills, for themselves: as on their page, the newest of each. */
export const ownSkillsData = dataOf({
  summary: 'What you keep of your own skills',
  schema: exact({
    kept: Type.Boolean({ description: 'Whether the organisation keeps records of skills now' }),
    skills: Type.Array(
      exact({
        ...skill,
        level: Level,
        setBy: SetBy,
        state: State,
        rated: Moment,
        shared: Type.Array(
          exact({
            managerName: Text,
            level: Text,
            sharedOn: Day,
            isSame: Type.Boolean({ description: 'Whether it is what you keep now' }),
          }),
          { description: 'The level that each line manager sees' },
        ),
      }),
    ),
    targets: Targets,
  }),
  of: ({ kept, sharing, isOn }: FoundSkills) => ({
    kept: isOn,
    skills: headsOf(kept.ratings).map((rating) => ({
      ...skillOf(rating),
      level: rating.counted,
      setBy: setBy(rating),
      state: rating.state,
      rated: rating.ratedAt,
      shared: [...levelsShared({ head: rating, ratings: kept.ratings, sharing })],
    })),
    targets: kept.targets.map(targetOf),
  }),
})

/** Everything that is held of a person's own skills, for themselves. */
export const HeldSkills = exact({
  ratings: Type.Array(
    exact({
      id: Id,
      ...skill,
      number: Type.Integer({ description: 'Which one of this skill; the highest is the newest' }),
      level: Level,
      setBy: SetBy,
      ticked: Type.Array(Text, { description: 'Statements' }),
      note: Text,
      confidence: orNull(Text),
      interest: orNull(Text),
      claims: Claimed,
      state: State,
      rated: Moment,
      answers: Type.Array(
        exact({
          outcome: Type.Enum(['agreed', 'disagreed']),
          words: Text,
          at: Moment,
          managerName: Type.String({ description: 'Empty where their own record is gone' }),
        }),
      ),
    }),
  ),
  targets: Targets,
  shares: Type.Array(
    exact({
      kind: Type.Enum(['rating', 'confidence', 'interest', 'target', 'gap']),
      id: Type.String({ description: 'Of the rating or of the role level that is aimed for' }),
      managerName: Text,
      since: Moment,
      until: orNull(Day),
    }),
    { description: 'What is shared; until: since when they are your line manager no more' },
  ),
})

/** Everything that is held of a person's own skills, as data. */
export function heldSkillsOf({ ratings, targets, shares }: HeldRecord['skills']) {
  return {
    ratings: ratings.map((rating) => ({
      id: rating.id,
      ...skillOf(rating),
      number: rating.number,
      level: rating.counted,
      setBy: setBy(rating),
      ticked: [...rating.ticked],
      note: rating.note,
      confidence: rating.confidence,
      interest: rating.interest,
      claims: claimsOf(rating),
      state: rating.state,
      rated: rating.ratedAt,
      answers: rating.answers.map(({ outcome, words, at, managerName }) => {
        return { outcome, words, at, managerName }
      }),
    })),
    targets: targets.map(targetOf),
    shares: shares.map((share) => ({
      kind: share.kind,
      id: share.rating_id ?? share.target_id ?? '',
      managerName: share.manager_name,
      since: share.shared_at,
      until: share.until_day,
    })),
  }
}

function targetOf({ id, framework, edition, roleLevel, addedAt: added }: KeptTarget) {
  return { id, framework, edition, roleLevel, added }
}

function claimsOf({ claims }: Pick<KeptRating, 'claims'>) {
  return claims.map(({ at, on, level, edition }) => ({ at, on, level, edition }))
}

/** What a person shares with one line manager. */
export const Shared = exact({
  ratings: Type.Array(
    exact({
      id: Id,
      ...skill,
      level: Level,
      setBy: SetBy,
      sharedOn: Day,
      ticked: Type.Array(Text, { description: 'Statements' }),
      note: Text,
      claims: Claimed,
      rated: Moment,
      answers: Type.Array(
        exact({ outcome: Type.Enum(['agreed', 'disagreed']), words: Text, at: Moment }),
        { description: 'Your own' },
      ),
    }),
  ),
  confidences: Type.Array(exact({ ...skill, confidence: orNull(Text), rated: Moment })),
  interests: Type.Array(exact({ ...skill, interest: orNull(Text), rated: Moment })),
  targets: Type.Array(
    exact({
      framework: Text,
      edition: Text,
      roleLevel: Text,
      withGap: Type.Boolean({ description: 'The gap to it is shared too' }),
    }),
  ),
})

/** What a person shares with one line manager, as data. */
export function sharedOf({ ratings, confidences, interests, targets }: SharedSkills) {
  return {
    ratings: ratings.map(ratingOf),
    confidences: confidences.map((each) => {
      return { ...skillOf(each), confidence: each.confidence, rated: each.ratedAt }
    }),
    interests: interests.map((each) => {
      return { ...skillOf(each), interest: each.interest, rated: each.ratedAt }
    }),
    targets: targets.map(({ framework, edition, roleLevel, withGap }) => {
      return { framework, edition, roleLevel, withGap }
    }),
  }
}

function ratingOf(rating: SharedRating) {
  return {
    id: rating.id,
    ...skillOf(rating),
    level: rating.counted,
    setBy: setBy(rating),
    sharedOn: rating.sharedOn,
    ticked: [...rating.ticked],
    note: rating.note,
    claims: claimsOf(rating),
    rated: rating.ratedAt,
    answers: rating.answers.map(({ outcome, words, at }) => ({ outcome, words, at })),
  }
}

function skillOf({
  framework,
  edition,
  skill: slug,
}: Pick<KeptRating, 'framework' | 'edition' | 'skill'>) {
  return { framework, edition, skill: slug }
}
