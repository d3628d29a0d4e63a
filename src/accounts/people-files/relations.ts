import type { Tables } from '../../platform/store/index.ts'
import { relationsInWords } from '../person-rows.ts'
import { foldEmail } from '../store/accounts.ts'
import { circlesIn } from './circles.ts'
import { fields } from './fields.ts'
import type { Matched } from './match.ts'
import { end, isOpen } from './planning.ts'
import type { Planning } from './planning.ts'

type Relation = Tables['relations']

const kinds = [
  ['line-manager', 'lineManager'],
  ['professional-assessor', 'professionalAssessor'],
  ['countersigner', 'countersigner'],
] as const

type Kind = (typeof kinds)[number]

/** Everybody there will be, to be found as a cell names them. */
interface Everybody {
  find(text: string): string | undefined
  nameOf(id: string): string
}

/** What the file says of who is what to whom, and whether reporting lines go round in a circle. */
export function planRelations(planning: Planning): readonly Relation[] {
  const everybody = everybodyIn(planning)
  const { state, said, today } = planning
  const open = state.relations.filter((relation) => isOpen(relation, today))
  const before = Map.groupBy(open, ({ kind, person_id: id }) => `${kind} ${id}`)
  const put: Relation[] = []
  const managers = new Map<string, readonly string[]>()
  for (const kind of kinds.filter(([, field]) => said.has(field))) {
    for (const matched of planning.matched) {
      const mine = before.get(`${kind[0]} ${matched.id}`) ?? []
      const wanted = namedIn(matched, kind, { planning, everybody })
      if (kind[0] === 'line-manager') {
        managers.set(matched.id, wanted === undefined ? [] : [wanted])
      }
      put.push(...changed(mine, { matched, kind: kind[0], wanted, planning }))
      note(matched, { kind: kind[0], mine, wanted, planning, everybody })
    }
  }
  if (said.has('lineManager')) {
    findCircles(planning, { everybody, managers: (id) => managers.get(id) ?? managersNow(id) })
  }
  return put

  function managersNow(id: string): readonly string[] {
    return (before.get(`line-manager ${id}`) ?? []).map(({ other_id: other }) => other)
  }
}

function everybodyIn({ state, matched, said }: Planning): Everybody {
  const byReference = new Map<string, string>()
  const byEmail = new Map<string, string>()
  const names = new Map<string, string>()
  const inFile = new Set(matched.map(({ id }) => id))
  const know = (id: string, person: { reference: string; email: string; name: string }): void => {
    if (!byReference.has(person.reference)) byReference.set(person.reference, id)
    if (person.email !== '' && !byEmail.has(person.email)) byEmail.set(person.email, id)
    names.set(id, person.name)
  }
  for (const { id, reference, row, before } of matched) {
    const email = said.has('email') ? row.email : foldEmail(before?.email ?? '')
    know(id, { reference, email, name: row.name })
  }
  for (const { id, reference, email, name } of state.people) {
    if (!inFile.has(id)) know(id, { reference, email: foldEmail(email ?? ''), name })
  }
  byReference.delete('')
  return {
    find: (text) => byReference.get(text) ?? byEmail.get(foldEmail(text)),
    nameOf: (id) => names.get(id) ?? '',
  }
}

interface Naming {
  readonly planning: Planning
  readonly everybody: Everybody
}

function namedIn(
  { row, id }: Matched,
  [, field]: Kind,
  { planning: { faults }, everybody }: Naming,
): string | undefined {
  const value = row.texts[field]
  if (value === '') return undefined
  const found = everybody.find(value)
  if (found === undefined) {
    const message =
      'Nobody in the file or the organisation has this reference or e-mail address. Correct it, add the person or leave it empty.'
    faults.add(row.number, field, { value, message })
  } else if (found === id) {
    const message = `${row.name} cannot be their own ${fields[field].toLowerCase()}. Name somebody else or leave it empty.`
    faults.add(row.number, field, { value, message })
    return undefined
  }
  return found
}

interface Changing {
  readonly matched: Matched
  readonly kind: Kind[0]
  readonly wanted: string | undefined
  readonly planning: Planning
}

function changed(
  mine: readonly Relation[],
  { matched, kind, wanted, planning }: Changing,
): readonly Relation[] {
  const { today, newId } = planning
  const kept = mine.find(({ other_id: other }) => other === wanted)
  const ended = mine.filter((each) => each !== kept).map((each) => end(each, today))
  if (wanted === undefined || kept !== undefined) return ended
  const days = { from_day: today, until_day: null }
  return [...ended, { id: newId(), person_id: matched.id, other_id: wanted, kind, ...days }]
}

interface Noting extends Changing, Naming {
  readonly mine: readonly Relation[]
}

function note(
  { id }: Matched,
  { kind, mine, wanted, planning, everybody }: Omit<Noting, 'matched'>,
): void {
  const others = mine.map(({ other_id: other }) => everybody.nameOf(other))
  const from = others.join(', ') || 'None'
  const isSame = mine.length === (wanted === undefined ? 0 : 1) && mine[0]?.other_id === wanted
  if (isSame) return
  const to = wanted === undefined ? 'None' : everybody.nameOf(wanted)
  planning.differences.add(id, { what: relationsInWords[kind], from, to })
}

interface Circling {
  readonly everybody: Everybody
  readonly managers: (id: string) => readonly string[]
}

/** Circles among people who are not in the file are not for the file to put right. */
function findCircles({ matched, faults }: Planning, { everybody, managers }: Circling): void {
  const rows = new Map(matched.map(({ id, row }) => [id, row]))
  for (const circle of circlesIn(rows.keys(), managers)) {
    const inFile = circle
      .flatMap((id) => rows.get(id) ?? [])
      .toSorted((a, b) => a.number - b.number)
    const [first] = inFile
    if (first === undefined) continue
    const names = [...circle, ...circle.slice(0, 1)].map((id) => everybody.nameOf(id))
    const shown = names.length > 12 ? [...names.slice(0, 6), '…', ...names.slice(-5)] : names
    const where = inFile.slice(0, 12).map(({ number }) => number)
    const message = `Reporting lines go round in a circle: ${shown.join(' → ')}. Change the line manager in one of these rows: ${where.join(', ')}.`
    faults.add(first.number, 'lineManager', { value: first.texts.lineManager, message })
  }
}
