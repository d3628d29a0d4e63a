import { shown, shownName } from '../platform/index.ts'
import { frameAt } from './frames.ts'
import { counted, firstToLast } from './leads.ts'
import type { Lead } from './leads.ts'
import type { Place } from './place.ts'
import { linkTo, numberWord, shownProse } from './present.ts'
import { presentAskedSkill } from './present-asked.ts'
import { presentHeat, presentLadder } from './present-ladder.ts'
import type {
  FamilyView,
  RolesView,
  RoleView,
  ShownFamily,
  ShownLead,
  ShownRole,
} from './role-views.ts'
import type { FamilyDescription, LadderDescription, ListedRole, RoleDescription } from './roles.ts'

/** The page of all roles. */
export function presentRoles(place: Place, families: readonly FamilyDescription[]): RolesView {
  const roles = families.reduce((sum, family) => sum + family.roles.length, 0)
  const known = families.filter(({ family }) => family !== null).length
  return {
    frame: frameAt(place, { title: 'Roles', section: 'roles', address: `${place.base}/roles` }),
    summary: `${counted(roles, 'role')} in ${counted(known, 'family')}.`,
    families: families.map((family) => presentFamilyInList(place, family)),
  }
}

function presentFamilyInList({ base }: Place, { family, roles }: FamilyDescription): ShownFamily {
  return {
    slug: family?.slug ?? 'no-family',
    heading:
      family === null ? shown({ lang: 'en', value: 'No family given' }) : shownName(family.name),
    href: family === null ? undefined : `${base}/families/${family.slug}`,
    count: counted(roles.length, 'role'),
    roles: roles.map((role) => presentListedRole(base, role)),
  }
}

/** The page of one family. */
export function presentFamily(place: Place, { family, roles }: FamilyDescription): FamilyView {
  const name = shownName(family?.name ?? { lang: 'en', value: 'No family given' })
  const { base } = place
  return {
    frame: frameAt(place, {
      title: `${name.value} roles`,
      section: 'roles',
      breadcrumbs: [{ href: `${base}/roles`, text: 'Roles' }],
      address: `${base}/families/${family?.slug ?? ''}`,
    }),
    heading: name,
    summary: `${counted(roles.length, 'role')} in this family.`,
    roles: roles.map((role) => presentListedRole(base, role)),
    all: `${base}/roles`,
    whole: wholeFamily(place, family?.slug),
  }
}

/** None where the edition does not say which skills the roles of the family ask for. */
function wholeFamily({ base, index }: Place, family: string | undefined): FamilyView['whole'] {
  const asks = [...index.roles.values()].some(
    (role) =>
      role.family === family &&
      role.kind === 'levelled' &&
      (index.requirementsByRole.get(role.slug) ?? []).length > 0,
  )
  if (family === undefined || !asks) return []
  return [
    { href: `${base}/families/${family}/heat-map`, text: 'See all skills by role level' },
    { href: `${base}/map?family=${family}`, text: 'See which of these roles share skills' },
  ]
}

function presentListedRole(base: string, role: ListedRole): ShownRole {
  return { ...linkTo(`${base}/roles`, role), lead: presentLead(role.lead) }
}

/** The first sentence about a role, marked where it is not this edition's own. */
export function presentLead(lead: Lead): ShownLead {
  return { text: shownName(lead.text), mark: leadMark(lead) }
}

function leadMark(lead: Lead): ShownLead['mark'] {
  if (lead.kind === 'published') return undefined
  const text = lead.kind === 'earlier-wording' ? `${lead.year} wording` : 'Worked out from the data'
  return { kind: 'quiet', text }
}

/** The page of one role. */
export function presentRole(place: Place, role: RoleDescription): RoleView {
  const { base, edition } = place
  const address = `${base}/roles/${role.slug}`
  const heading = shownName(role.name)
  const family = role.family === null ? undefined : linkTo(`${base}/families`, role.family)
  const prose = shownProse(role.description)
  return {
    frame: frameAt(place, {
      title: heading.value,
      section: 'roles',
      breadcrumbs: [
        { href: `${base}/roles`, text: 'Roles' },
        ...(family === undefined ? [] : [{ href: family.href, text: family.name.value }]),
      ],
      address,
    }),
    heading,
    lead: presentLead(role.lead),
    // The lead is the first paragraph of the published text.
    prose: prose.slice(1),
    summary: roleSummary(role),
    ladder: presentLadder(address, { ladder: role.ladder, role: heading.value }),
    levels: presentLevels(address, role.ladder),
    heat: presentHeat(place, role),
    asked: role.skills.map((asked) =>
      presentAskedSkill(asked, {
        skills: `${base}/skills`,
        scale: edition.framework.scale,
        sources: edition.sources,
      }),
    ),
    family,
    wayIn:
      role.kind === 'senior-civil-service'
        ? 'Which roles could lead here is not in the documents we hold.'
        : wayUp(place),
    sharing: role.sharing.map(({ role: other, shared }) => ({
      link: linkTo(`${base}/roles`, other),
      count: counted(shared.length, 'shared skill'),
      skills: shared.map((skill) => linkTo(`${base}/skills`, skill)),
    })),
  }
}

/** What each level asks for; nothing where the edition says nothing about skills. */
function presentLevels(
  address: string,
  { steps, unranked }: LadderDescription,
): RoleView['levels'] {
  const levels = [...steps.flatMap((step) => step.levels), ...unranked]
  if (levels.every(({ skills }) => skills === 0)) return []
  return levels.map((level) => {
    const step = steps.find((one) => one.levels.includes(level))
    const skills = counted(level.skills, 'skill')
    return {
      link: linkTo(address, level),
      note: step === undefined ? skills : `Step ${step.position}, ${skills}`,
    }
  })
}

/** Only where there are roles above the ladders of others. */
function wayUp({ edition }: Place): string | undefined {
  return edition.roles.some(({ kind }) => kind === 'senior-civil-service')
    ? 'Which Senior Civil Service roles this role could lead to is not in the documents we hold.'
    : undefined
}

function roleSummary({ kind, skills, ladder, lead }: RoleDescription): string {
  if (kind === 'senior-civil-service') {
    // The sentence that is worked out says the same.
    if (lead.kind === 'worked-out') return ''
    return `A Senior Civil Service role. It has no levels and asks for ${counted(skills.length, 'skill')}.`
  }
  const levels = ladder.steps.flatMap((step) => step.levels)
  const all = levels.length + ladder.unranked.length
  if (all === 0) return 'No role levels are published in this edition.'
  if (levels.length === 0) return `${counted(all, 'role level')}.`
  // The sentence that is worked out says this too.
  const ends = lead.kind === 'worked-out' ? '' : firstToLast(ladder.steps)
  if (levels.length === ladder.steps.length) return `${counted(all, 'role level')}${ends}.`
  const fork = ladder.steps.find((step) => step.levels.length > 1)
  const start = fork?.levels[0] === undefined ? '' : shownName(fork.levels[0].name).value
  return `${counted(all, 'role level')} in ${numberWord(ladder.steps.length)} steps${ends}. From ${start}, a technical and a management track stand side by side.`
}
