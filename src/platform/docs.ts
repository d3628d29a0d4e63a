import { settingsMarkdown } from './config.ts'
import { errorsMarkdown } from './errors.ts'

/** The pages of documentation that are made from tables in the platform. */
export const generatedDocs = [
  { file: 'docs/settings.md', text: settingsMarkdown() },
  { file: 'docs/errors.md', text: errorsMarkdown() },
]
