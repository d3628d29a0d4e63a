import { forgetAsked } from './address.client.ts'
import { field, make } from './dom.client.ts'
import type { LoadedFramework } from './framework.client.ts'
import { fileLimits, readProfile } from '../../framework/standing/profile-file.ts'
import type { SkillProfile } from '../../framework/standing/profile-file.ts'
import { isOlder, sinceThen } from './since.ts'
import type { ToolParts } from './tool-parts.client.ts'

/**
 * What became of skills that were said of another edition. That edition is fetched by its name;
 * nothing of what was said is sent.
 */
export async function aboutEdition(
  { edition, other }: LoadedFramework,
  profile: SkillProfile,
): Promise<string[]> {
  const then = isOlder(edition, profile.edition) ? await other(profile.edition) : undefined
  return sinceThen(edition, profile, then)
}

/** Loads a saved file in place of everything; `open` then shows it. */
export function fileLoader(parts: ToolParts, open: (parts: ToolParts) => void): HTMLElement {
  const input = make('input', {
    class: 'govuk-file-upload',
    id: 'file',
    type: 'file',
    accept: '.json,application/json',
  })
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file === undefined) return
    // The same file can be chosen again.
    input.value = ''
    void load(parts, file, open)
  })
  return field('Load a saved file', input)
}

async function load(parts: ToolParts, file: File, open: (parts: ToolParts) => void): Promise<void> {
  const { own, say, note, framework } = parts
  const read =
    file.size > fileLimits.bytes
      ? { reason: 'This file is larger than 1 MB. Choose a file saved from Capable.' }
      : readProfile(await file.text())
  const refuse = (reason: string): void => {
    // What was said of an earlier file is not about this one.
    note([])
    say(reason)
  }
  if ('reason' in read) {
    refuse(read.reason)
    return
  }
  const { profile, notes } = read
  if (profile.framework !== '' && profile.framework !== framework.edition.framework.slug) {
    const name = profile.framework.slice(0, 60)
    refuse(`This file is about another framework, "${name}". Nothing was loaded.`)
    return
  }
  const replaces = own.all().length > 0
  if (replaces && !window.confirm('Replace the skills in this browser with the file?')) return
  const since = await aboutEdition(framework, profile)
  own.replace(profile)
  open(parts)
  note([...notes, ...since])
  const isKept = own.keep()
  if (isKept) forgetAsked(parts)
  say(
    isKept
      ? 'Your file is loaded and kept in this browser only.'
      : 'Your file is loaded. This browser keeps nothing: save to a file before you close this page.',
  )
  document.getElementById('file')?.focus()
}
