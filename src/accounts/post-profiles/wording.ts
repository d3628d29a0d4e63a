import { isLocal, skillIn } from './profile-list.ts'
import type { ListStart, ProfileLine } from './profile-list.ts'

/** The statements at the level of a line: official ones as published, local ones as written. */
export function wordingOf(
  start: ListStart,
  { skill: slug, level, change }: ProfileLine,
): { readonly description: string | null; readonly statements: readonly string[] } {
  if (change !== undefined && isLocal(change)) {
    const statements = change.statements[level ?? ''] ?? []
    return { description: change.description || null, statements }
  }
  const skill = slug === null ? undefined : skillIn(start, slug)
  const own = skill?.levels.find((each) => each.level === level)?.statements
  const statements = (own ?? skill?.statements ?? []).map(({ text }) => text.value)
  return { description: skill?.description?.value ?? null, statements }
}
