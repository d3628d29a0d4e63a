import type { Tables } from '../../platform/store/index.ts'
import { daysInWords, relationsInWords } from '../person-rows.ts'
import { foldEmail } from '../store/accounts.ts'
import { end, endsSooner } from '../store/days.ts'
import { circlesIn } from './circles.ts'
import { fields } from './fields.ts'
import { LeavingLines } from './leaving-lines.ts'
import type { MovedLine } from './leaving-lines.ts'
import type { Matched } from './match.ts'
import { isOpen } from './planning.ts'
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
  const { said, today } = planning
  const leaving = new LeavingLines(planning)
  const open = leaving.lines.filter((line) => isOpen(line, today))
  const before = Map.groupBy(open, ({ kind, person_id: id }) => `${kind} ${id}`)
  const over = new Set(
    leaving.moved.filter(({ was }) => !isOpen(was, today)).map(({ was: { id } }) => id),
  )
  const put = new Map<string, Relation>()
  const kept = new Set<string>()
  const managers = new Map<string, readonly string[]>()
  for (const kind of kinds.filter(([, field]) => said.has(field))) {
    for (const matched of planning.matched) {
      const mine = before.get(`${kind[0]} ${matched.id}`) ?? []
      const named = namedIn(matched, kind, { planning, everybody })
      // Nobody is anything to somebody who has left, nor they to others.
      const until = leaving.endOf(matched.id, named)
      const wanted = until !== null && until <= today ? undefined : named
      if (kind[0] === 'line-manager') {
        managers.set(matched.id, wanted === undefined ? [] : [wanted])
      }
      const change = { matched, kind: kind[0], wanted, planning }
      const same = mine.find(({ other_id: other }) => other === wanted)
      if (same !== undefined) kept.add(same.id)
      for (const line of changed(mine, { ...change, same, until })) {
        if (!over.has(line.id)) put.set(line.id, line)
      }
      note(matched, { ...change, mine, everybody })
    }
  }
  const isSaid = new Set<string>(kinds.flatMap(([kind, field]) => (said.has(field) ? kind : [])))
  const speaks = ({ id, person_id: person, kind }: Relation): boolean =>
    !kept.has(id) && leaving.isInFile(person) && isSaid.has(kind)
  const moved = leaving.moved.filter(
    ({ was, is }) => !put.has(is.id) && (!isReopened({ was, is }) || !speaks(is)),
  )
  for (const each of moved) {
    put.set(each.is.id, each.is)
    noteMoved(each, { planning, everybody })
  }
  if (said.has('lineManager') || moved.some(isReopened)) {
    findCircles(planning, { everybody, managers: (id) => managers.get(id) ?? managersNow(id) })
  }
  return [...put.values()]

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
  {
    matched,
    kind,
    wanted,
    planning,
    same: kept,
    until,
  }: Changing & { readonly same: Relation | undefined; readonly until: string | null },
): readonly Relation[] {
  const { today, newId } = planning
  const ended = mine.filter((each) => each !== kept).map((each) => end(each, today))
  if (wanted === undefined || kept !== undefined) return ended
  const days = { from_day: today, until_day: until }
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

/** Whether it ends later than it did, or not at all any more. */
function isReopened({ was, is }: MovedLine): boolean {
  return endsSooner(is.until_day, was.until_day)
}

function noteMoved({ was, is }: MovedLine, { planning, everybody }: Naming): void {
  const name = everybody.nameOf(is.other_id)
  planning.differences.add(is.person_id, {
    what: relationsInWords[is.kind],
    from: `${name}, ${daysInWords(was)}`,
    to: `${name}, ${daysInWords(is)}`,
  })
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
