import type { LoadedFramework } from './framework.client.ts'
import type { OwnSkills } from './own-skills.client.ts'

/** What the tool works with. */
export interface ToolParts {
  readonly root: HTMLElement
  readonly framework: LoadedFramework
  readonly own: OwnSkills
  /** Says something to everyone, screen readers included. */
  readonly say: (words: string) => void
  /** What to know about where the skills come from; nothing takes it away. */
  readonly note: (sentences: readonly string[]) => void
}
