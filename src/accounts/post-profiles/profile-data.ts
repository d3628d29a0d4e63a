import { Type } from 'typebox'
import { dataOf } from '../api/operation.ts'
import { Day, exact, Id, Moment, orNull, Text } from '../api/shapes.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import type { ListedProfile, postsCarrying } from '../store/profiles.ts'
import { markInWords, notOfficial, startInWords } from './in-words.ts'
import type { ProfileIn } from './profile-in.ts'
import { profileList } from './profile-list.ts'
import type { ListStart, ProfileLine } from './profile-list.ts'
import { wordingOf } from './wording.ts'

/** A profile as its page shows it, with the posts that carry it. */
export interface FoundProfile extends ProfileIn {
  readonly posts: Awaited<ReturnType<typeof postsCarrying>>
}

/** A profile of a list, with what its start is called. */
export interface FoundListed {
  readonly profile: ListedProfile
  readonly start: string | null
}

const Official = Type.Literal(false, { description: 'No local profile is official' })
const Notice = Type.String({ description: 'To be shown beside it, wherever it is shown' })

const about = {
  id: Id,
  name: Text,
  state: Type.Enum(['draft', 'in-use', 'ended']),
  from: Day,
  changed: Moment,
  owner: orNull(Text),
  framework: Text,
  edition: Text,
  roleLevel: orNull(Type.String({ description: 'The role level it starts from' })),
  roleLevelName: orNull(Text),
}

const Line = exact({
  skill: orNull(Type.String({ description: 'Null: a skill of the organisation’s own' })),
  name: Text,
  official: Type.Boolean({ description: 'Name and statements are those of the framework' }),
  level: orNull(Text),
  levelAsPublished: orNull(Text),
  mark: Type.Enum(['published', 'added', 'level', 'removed', 'local']),
  inWords: Type.String({ description: 'How it came on the list, or off it' }),
  reason: orNull(Text),
  description: orNull(Text),
  statements: Type.Array(Text),
})

/** The local profiles of an organisation. */
export const profilesData = dataOf({
  summary: 'The local profiles for posts of an organisation',
  schema: exact({ official: Official, notice: Notice, profiles: Type.Array(exact(about)) }),
  of: (profiles: readonly FoundListed[], { organisation }: OrganisationAsked) => ({
    official: false as const,
    notice: notOfficial(organisation.name),
    profiles: profiles.map(({ profile, start }) => aboutOf(profile, start)),
  }),
})

/** One local profile, with the same marks as its page. */
export const profileData = dataOf({
  summary: 'One local profile for posts: what it asks for, and what it leaves out',
  schema: exact({
    official: Official,
    notice: Notice,
    organisation: Text,
    ...about,
    posts: Type.Array(exact({ reference: Text, title: Text }), {
      description: 'Posts that carry it',
    }),
    skills: Type.Array(Line),
    leftOut: Type.Array(Line),
  }),
  of: ({ profile, start, changes, posts }: FoundProfile, { organisation }: OrganisationAsked) => {
    const { asked, leftOut } = profileList(start, changes)
    return {
      official: false as const,
      notice: notOfficial(organisation.name),
      organisation: organisation.name,
      ...aboutOf(profile, startInWords(start) ?? null),
      posts: posts.map(({ reference, title }) => ({ reference, title })),
      skills: asked.map((line) => lineOf(start, line)),
      leftOut: leftOut.map((line) => lineOf(start, line)),
    }
  },
})

function aboutOf(profile: ListedProfile, roleLevelName: string | null) {
  return {
    id: profile.id,
    name: profile.name,
    state: profile.state,
    from: profile.from_day,
    changed: profile.changed_at,
    owner: profile.owner_name,
    framework: profile.framework,
    edition: profile.edition,
    roleLevel: profile.role_level,
    roleLevelName,
  }
}

function lineOf(start: ListStart, line: ProfileLine) {
  const { description, statements } = wordingOf(start, line)
  const { change } = line
  return {
    skill: line.skill,
    name: line.name.value,
    official: line.mark !== 'local',
    level: line.mark === 'removed' ? null : line.level,
    levelAsPublished: line.published,
    mark: line.mark,
    inWords: markInWords(start, line),
    reason: change === undefined || change.reason === '' ? null : change.reason,
    description,
    statements: [...statements],
  }
}
