import { readableDate, shown, shownName } from '../../platform/index.ts'
import type { Link } from '../../platform/index.ts'
import { datedSentence, frameAt } from '../frames.ts'
import type { Place } from '../place.ts'
import { listed, shownProse } from '../present.ts'
import { noteBlocks } from './change-notes.ts'
import type { DescribedNote } from './change-notes.ts'
import type { ChangesDescription, EditionChange } from './describe-changes.ts'
import { differenceInWords } from './difference-words.ts'
import type { GoneDescription } from './gone.ts'
import type {
  ChangesView,
  GoneView,
  ShownChangeGroup,
  ShownHistory,
  ShownNote,
} from './history-views.ts'
import { roleGroups, skillGroups } from './present-changed.ts'
import type { Bases } from './present-changed.ts'
import { differenceAddress, proposalFor } from './present-difference.ts'
import type { RoleChange, SkillDifference } from '../../framework/index.ts'
import type { ThingHistory } from './thing-history.ts'
import { feedPath } from './feed.ts'

/** The page of all changes. */
export function presentChanges(place: Place, data: ChangesDescription): ChangesView {
  const { frameworkBase, edition } = place
  return {
    frame: frameAt(place, { title: 'Changes', address: `${frameworkBase}/changes` }),
    summary: `What changed in the ${edition.framework.title.value}, newest first.`,
    editions: data.editions.map((one) => presentEditionChange(place, one)),
    notes: data.notes.map((note) => presentNote(place, note, 'with its page')),
    noNotes:
      data.notes.length > 0
        ? undefined
        : {
            sentence:
              'We hold no change notes of this framework. If you run this site, download changelog.csv with the other two files of the official download, put in the date of the download and run:',
            command: `node bin/capable.mjs import roles.csv skills.csv changelog.csv --into ${edition.framework.slug}@YYYY-MM-DD`,
          },
    feed: { href: feedPath(place), title: 'All changes' },
    proposal: proposalFor(place),
  }
}

function presentEditionChange(
  place: Place,
  { edition, title, before, counts, caveats, published, compiled }: EditionChange,
): ChangesView['editions'][number] {
  return {
    link: { href: `${place.frameworkBase}/editions/${edition}`, text: `${edition}: ${title}` },
    dated: datedSentence({ published, compiled }),
    sentences:
      counts === null
        ? ['The first edition that we hold.']
        : differenceInWords({ kind: 'capability-framework', counts }),
    caveats,
    difference: before === null ? undefined : differenceLink(place, { from: before, to: edition }),
  }
}

function differenceLink(
  place: Place,
  editions: { readonly from: string; readonly to: string },
): Link {
  return {
    href: differenceAddress(place, editions),
    text: `See every difference from ${editions.from}`,
  }
}

/** A change note; on the page it is about, it need not name that page. */
export function presentNote(
  place: Place,
  { date, page, about, note }: DescribedNote,
  naming?: 'with its page',
): ShownNote {
  return {
    dated: date === null ? 'No date given' : readableDate(date),
    about:
      naming === undefined
        ? undefined
        : {
            name: page,
            href: about === null ? undefined : `${place.base}/${about.kind}s/${about.slug}`,
          },
    lang: shown(note).lang,
    blocks: noteBlocks(place, note.value),
  }
}

/** What happened to the role of a page. */
export function presentRoleHistory(
  place: Place,
  slug: string,
  history: ThingHistory<RoleChange> | null,
): ShownHistory | undefined {
  return presentHistory(place, history, { kind: 'role', slug, groups: roleGroups })
}

/** What happened to the skill of a page. */
export function presentSkillHistory(
  place: Place,
  slug: string,
  history: ThingHistory<SkillDifference> | null,
): ShownHistory | undefined {
  return presentHistory(place, history, { kind: 'skill', slug, groups: skillGroups })
}

interface HistoryParts<Change> {
  readonly kind: 'role' | 'skill'
  readonly slug: string
  readonly groups: (change: Change, bases: Bases) => ShownChangeGroup[]
}

function presentHistory<Change>(
  place: Place,
  history: ThingHistory<Change> | null,
  { kind, slug, groups }: HistoryParts<Change>,
): ShownHistory | undefined {
  if (history === null) return undefined
  const { formerly, against, changed, notes } = history
  const bases = {
    from: `${place.frameworkBase}/editions/${against ?? ''}`,
    to: place.frameworkBase,
  }
  return {
    formerly: formerly.length === 0 ? undefined : `Formerly: ${formerly.map(named).join('; ')}.`,
    sentence: historySentence(kind, history),
    groups: changed === null ? [] : groups(changed, bases),
    difference:
      against === null
        ? undefined
        : differenceLink(place, { from: against, to: place.edition.edition.name }),
    notes: notes.map((note) => presentNote(place, note)),
    noNotes: notes.length > 0 ? undefined : `We hold no change notes about this ${kind}.`,
    feed: { href: feedPath(place, { kind, slug }), title: `Changes to this ${kind}` },
  }
}

function named(name: string): string {
  return shownName({ lang: 'en', value: name }).value
}

function historySentence(
  kind: 'role' | 'skill',
  { against, isNew, changed }: ThingHistory<unknown>,
): string {
  if (against === null) return 'We hold no earlier edition to compare this one with.'
  if (isNew) return `The edition before, ${against}, does not have this ${kind}.`
  return changed === null
    ? `Nothing differs from the edition before, ${against}.`
    : `What differs from the edition before, ${against}:`
}

const nouns: Readonly<Record<GoneDescription['kind'], { one: string; folder: string }>> = {
  role: { one: 'role', folder: 'roles' },
  'role-level': { one: 'role level', folder: 'roles' },
  skill: { one: 'skill', folder: 'skills' },
  family: { one: 'role family', folder: 'roles' },
}

/** The page of a thing that is gone. */
export function presentGone(place: Place, gone: GoneDescription): GoneView {
  const { one, folder } = nouns[gone.kind]
  const heading = shownName(gone.name)
  const all = { href: `${place.base}/${folder}`, text: `See all ${folder}` }
  return {
    frame: {
      ...frameAt(place, {
        title: `${heading.value} (no longer in the framework)`,
        breadcrumbs: [{ href: all.href, text: folder === 'roles' ? 'Roles' : 'Skills' }],
        address: '',
      }),
      twin: undefined,
    },
    heading,
    sentence: goneSentence(place, gone, one),
    note: gone.note ?? undefined,
    description: shownProse(gone.description),
    levelsLead: gone.levels.length === 0 ? undefined : 'It had these levels:',
    levels: gone.levels.map(shownName),
    last:
      gone.page === null
        ? undefined
        : { href: gone.page, text: `Read it in the edition ${gone.lastEdition}` },
    notes: gone.notes.map((note) => presentNote(place, note)),
    all,
    proposal: proposalFor(place),
  }
}

function goneSentence({ edition }: Place, gone: GoneDescription, noun: string): string {
  const of = gone.role === null ? '' : ` of ${listed([shownName(gone.role).value])}`
  return `This ${noun}${of} is not in the edition ${edition.edition.name}. The last edition that has it is ${gone.lastEdition}.`
}
