import { readableDate, shownName } from '../platform/index.ts'
import type { Link } from '../platform/index.ts'
import { frameAt } from './frames.ts'
import { counted } from './leads.ts'
import type { Place } from './place.ts'
import { capitalised, linkTo, listed, numberWord, orderWord, shownProse } from './present.ts'
import { presentAskedSkill } from './present-asked.ts'
import { presentLadder } from './present-ladder.ts'
import type { LoadingHelp, RoleLevelView, ShownNext } from './role-views.ts'
import type { NamedChange, NextLevel, RoleLevelDescription } from './roles.ts'
import { levelWord, trackWords } from './words.ts'

/** The page of one role level. */
export function presentRoleLevel(place: Place, level: RoleLevelDescription): RoleLevelView {
  const { base, edition } = place
  const { scale } = edition.framework
  const roleAddress = `${base}/roles/${level.role.slug}`
  const skills = `${base}/skills`
  const heading = shownName(level.name)
  const role = shownName(level.role.name).value
  const { description, required } = level
  return {
    frame: frameAt(place, {
      title: `${heading.value} - ${role}`,
      section: 'roles',
      breadcrumbs: crumbsOf(base, level),
      address: `${roleAddress}/${level.slug}`,
    }),
    heading,
    summary: summaryOf(level, role),
    ladder: presentLadder(roleAddress, { ladder: level.ladder, role, here: level.slug }),
    grade: gradeOf(level),
    responsibilities: shownProse(description),
    loading: description === null ? loadingHelp(place) : undefined,
    asked: required.map((asked) =>
      presentAskedSkill(asked, { skills, scale, sources: edition.sources }),
    ),
    nothingAsked:
      required.length === 0 ? 'This edition does not say which skills are asked for.' : undefined,
    next: level.next.map((next) => ({
      ...presentNext(next, { roleAddress, skills }),
      compare: compareAddress(base, level, next.level),
    })),
    compare: waysToCompare(base, level),
    steps: [
      ...level.previous.map((one) => ({ label: 'Previous level', link: linkTo(roleAddress, one) })),
      ...level.next.map((one) => ({ label: 'Next level', link: linkTo(roleAddress, one.level) })),
    ],
  }
}

/** A grade is usual, never asked for, and always says what it is based on. */
function gradeOf({ usualGrade }: RoleLevelDescription): string {
  if (usualGrade === null) return 'No usual grade of this level is in the documents we hold.'
  const { grades, basis, date, source } = usualGrade
  const known = date === null ? 'date not stated' : `as of ${readableDate(date)}`
  return `Usual grade: ${grades.join(' or ')}. Usual, not mandatory. Based on ${basis}, ${known} (${source}).`
}

function crumbsOf(base: string, { role, family }: RoleLevelDescription) {
  const crumbs = [{ href: `${base}/roles`, text: 'Roles' }]
  if (family !== null) {
    crumbs.push({ href: `${base}/families/${family.slug}`, text: shownName(family.name).value })
  }
  crumbs.push({ href: `${base}/roles/${role.slug}`, text: shownName(role.name).value })
  return crumbs
}

/** "Fourth of six steps of Software developer, technical track. Asks for 10 skills: …" */
function summaryOf({ step, track, totals, required }: RoleLevelDescription, role: string): string {
  const onTrack = track === null ? '' : `, ${trackWords[track]}`
  const place =
    step === null
      ? `A level of ${role}${onTrack}. Its place among the levels is not known.`
      : step.of === 1
        ? `The only level of ${role}${onTrack}.`
        : `${capitalised(orderWord(step.position))} of ${numberWord(step.of)} steps of ${role}${onTrack}.`
  if (required.length === 0) return place
  const counts = totals.map(({ level, skills }) =>
    level === null ? `${skills} with no level decided` : `${skills} at ${level}`,
  )
  return `${place} Asks for ${counted(required.length, 'skill')}: ${listed(counts)}.`
}

function loadingHelp({ edition }: Place): LoadingHelp {
  const { slug, officialService } = edition.framework
  return {
    command: `node bin/capable.mjs import roles.csv skills.csv --into ${slug}@YYYY-MM-DD`,
    official:
      officialService === undefined
        ? undefined
        : { href: officialService.url, text: officialService.name },
  }
}

/** Two levels of one role side by side. */
function compareAddress(base: string, { role, slug }: RoleLevelDescription, to: Slugged): string {
  return `${base}/compare?levels=${role.slug}/${slug},${role.slug}/${to.slug}`
}

interface Slugged {
  readonly slug: string
}

/** Where to hold this level against others. */
function waysToCompare(base: string, level: RoleLevelDescription): Link[] {
  const { role, slug, track, ladder, required } = level
  if (required.every((asked) => asked.level === null)) return []
  const beside = ladder.steps.find(({ levels }) => levels.some((one) => one.slug === slug))
  const otherTracks = (beside?.levels ?? []).filter((one) => one.track !== track)
  return [
    // Skills are assessed against the newest edition of the framework at the root.
    ...(base === ''
      ? [
          {
            href: `/my-skills/form?level=${role.slug}/${slug}`,
            text: 'Check my skills against this',
          },
        ]
      : []),
    ...otherTracks.map((one) => ({
      href: compareAddress(base, level, one),
      text:
        one.track === null
          ? `How this differs from ${shownName(one.name).value}`
          : `How this differs from the ${trackWords[one.track]}`,
    })),
    { href: `${base}/roles/${role.slug}/${slug}/nearest`, text: 'Roles near this one' },
    { href: `${base}/route?from=${role.slug}/${slug}`, text: 'Find a route' },
    {
      href: `${base}/compare?levels=${role.slug}/${slug}`,
      text: 'Compare with another role level',
    },
  ]
}

interface Addresses {
  readonly roleAddress: string
  readonly skills: string
}

function presentNext(
  next: NextLevel,
  { roleAddress, skills }: Addresses,
): Omit<ShownNext, 'compare'> {
  const group = (
    heading: string,
    changes: readonly NamedChange[],
    describe: (change: NamedChange) => string,
  ) => ({
    heading,
    skills: changes.map((change) => ({
      link: linkTo(skills, change.skill),
      change: describe(change),
    })),
  })
  const groups = [
    group('Raised', next.raised, fromTo),
    group('New', next.added, ({ to }) => `at ${levelWord(to).toLowerCase()}`),
    group('Lower', next.lowered, fromTo),
    group(
      'No longer asked for',
      next.dropped,
      ({ from }) => `was ${levelWord(from).toLowerCase()}`,
    ),
    group('Not clear, because a level is not decided', next.undecided, () => ''),
  ]
  return {
    link: linkTo(roleAddress, next.level),
    same: next.same === 0 ? '' : `${capitalised(counted(next.same, 'skill'))} the same.`,
    groups: groups.filter((one) => one.skills.length > 0),
  }
}

function fromTo({ from, to }: NamedChange): string {
  return `from ${levelWord(from).toLowerCase()} to ${levelWord(to).toLowerCase()}`
}
