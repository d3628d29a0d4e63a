import type {
  CapabilityDifference,
  Pair,
  Thing,
  WholeRole,
  WholeSkill,
} from '../../framework/index.ts'
import { shownName } from '../../platform/index.ts'
import type { Link } from '../../platform/index.ts'
import { frameAt } from '../frames.ts'
import { counted } from '../leads.ts'
import type { Place } from '../place.ts'
import { linkTo, listed } from '../present.ts'
import { differenceInWords } from './difference-words.ts'
import type { DifferenceDescription } from './differences.ts'
import { addressOf } from './gone.ts'
import type {
  DifferenceView,
  ShownChoice,
  ShownKindDifference,
  ShownThings,
} from './history-views.ts'
import { presentChangedRole, presentChangedSkill } from './present-changed.ts'
import type { Bases } from './present-changed.ts'

/** Longer lists of names stay folded. */
const unfoldUpTo = 30

/** The page that holds one edition against another. */
export function presentDifference(place: Place, data: DifferenceDescription): DifferenceView {
  const { from, to, difference } = data
  const chosen = from === null || to === null ? undefined : { from, to }
  const action = `${place.frameworkBase}/editions/difference`
  const title =
    chosen === undefined
      ? 'Difference between editions'
      : `Difference between ${chosen.from} and ${chosen.to}`
  return {
    frame: frameAt(place, {
      title,
      breadcrumbs: [{ href: `${place.frameworkBase}/editions`, text: 'Editions' }],
      address: chosen === undefined ? action : differenceAddress(place, chosen),
    }),
    heading: title,
    action,
    choices: [choice('from', data), choice('to', data)],
    prompt: difference === null ? promptFor(data) : undefined,
    sentences: difference === null ? [] : differenceInWords(difference),
    caveats: data.caveats,
    kinds: chosen === undefined || difference === null ? [] : kindsOf(place, chosen, difference),
    turned:
      chosen === undefined || chosen.from === chosen.to
        ? undefined
        : {
            href: differenceAddress(place, { from: chosen.to, to: chosen.from }),
            text: 'See it the other way round',
          },
    proposal: proposalFor(place),
  }
}

/** Where readers can propose a change to the framework itself. */
export function proposalFor({ edition }: Place): Link | undefined {
  const { officialService } = edition.framework
  return officialService === undefined
    ? undefined
    : { href: officialService.url, text: officialService.name }
}

/** The permanent address of a difference. */
export function differenceAddress(
  { frameworkBase }: Pick<Place, 'frameworkBase'>,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  return `${frameworkBase}/editions/difference?${new URLSearchParams({ from, to }).toString()}`
}

function promptFor({ editions }: DifferenceDescription): string {
  return editions.length < 2
    ? 'We hold one edition of this framework only, so there is nothing to hold it against.'
    : 'Choose two editions to see what is new, gone, renamed and changed.'
}

/** Unless chosen, the newest edition is held against the one before it. */
function choice(name: ShownChoice['name'], data: DifferenceDescription): ShownChoice {
  const usual = data.editions[name === 'to' ? 0 : 1] ?? data.editions[0]
  const selected = data[name] ?? usual?.edition
  return {
    name,
    label: name === 'from' ? 'From edition' : 'To edition',
    options: data.editions.map(({ edition, title }) => ({
      value: edition,
      text: `${edition}: ${title}`,
      selected: edition === selected,
    })),
  }
}

function kindsOf(
  place: Place,
  { from, to }: { readonly from: string; readonly to: string },
  { families, roles, skills }: CapabilityDifference,
): ShownKindDifference[] {
  const bases = {
    from: addressOf(place, { edition: { ...place.edition.edition, name: from } }),
    to: addressOf(place, { edition: { ...place.edition.edition, name: to } }),
  }
  return [
    {
      id: 'families',
      heading: 'Role families',
      lists: listsOf(families, { bases, folder: 'families', noun: 'role family', note: () => '' }),
      changedHeading: '',
      changed: [],
    },
    {
      id: 'roles',
      heading: 'Roles',
      lists: listsOf(roles, { bases, folder: 'roles', noun: 'role', note: roleNote }),
      changedHeading: 'Changed roles',
      changed: roles.changed.map((role) => presentChangedRole(role, bases)),
    },
    {
      id: 'skills',
      heading: 'Skills',
      lists: listsOf(skills, { bases, folder: 'skills', noun: 'skill', note: skillNote }),
      changedHeading: 'Changed skills',
      changed: skills.changed.map((skill) => presentChangedSkill(skill, bases)),
    },
  ].filter(({ lists, changed }) => lists.length + changed.length > 0)
}

function roleNote({ levels, requirements }: WholeRole): string {
  const parts = [
    ...(levels > 0 ? [counted(levels, 'role level')] : []),
    ...(requirements > 0 ? [counted(requirements, 'requirement')] : []),
  ]
  return listed(parts)
}

function skillNote({ statements }: WholeSkill): string {
  return statements === 0 ? '' : counted(statements, 'statement')
}

interface ListParts<Whole> {
  readonly bases: Bases
  readonly folder: string
  readonly noun: string
  readonly note: (thing: Whole) => string
}

function listsOf<Whole extends Thing>(
  of: {
    readonly added: readonly Whole[]
    readonly removed: readonly Whole[]
    readonly renamed: readonly Pair[]
  },
  { bases, folder, noun, note }: ListParts<Whole>,
): ShownThings[] {
  const whole = (list: readonly Whole[], base: string): ShownThings['things'] =>
    list.map((thing) => ({
      before: undefined,
      link: linkTo(`${base}/${folder}`, thing),
      note: note(thing),
    }))
  const renamed = of.renamed.map(({ from, to }) => ({
    before: shownName(from.name),
    link: linkTo(`${bases.to}/${folder}`, to),
    note: '',
  }))
  return [
    listOf('New', noun, whole(of.added, bases.to)),
    listOf('Gone', noun, whole(of.removed, bases.from)),
    listOf('Renamed', noun, renamed),
  ].filter((list) => list.things.length > 0)
}

function listOf(heading: string, noun: string, list: ShownThings['things']): ShownThings {
  const count = counted(list.length, noun)
  return {
    heading,
    folded: list.length > unfoldUpTo ? `See all ${count}` : undefined,
    things: list,
  }
}
