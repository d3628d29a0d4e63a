/** The columns of `roles.csv`, in published order. */
export const rolesColumns = [
  'Role Family',
  'Role',
  'Role Description',
  'Role Level',
  'Role Level Description',
  'Skill Name',
  'Skill Description',
  'Skill Level',
  'Skill Level Description',
  'Role Type',
] as const

export type RolesColumn = (typeof rolesColumns)[number]

/** The columns of `skills.csv` before the skill levels. */
export const skillsColumns = ['Skill Name', 'Skill Description'] as const

/** The columns of `skills.csv` for the skill levels of the official framework. */
export const skillLevelColumns = ['Awareness', 'Working', 'Practitioner', 'Expert'] as const

/** The last column of `skills.csv`. */
export const roleLinksColumn = 'Roles that require Skill'

/** The columns of `changelog.csv`, in published order. */
export const changelogColumns = ['Timestamp', 'Page', 'Change note'] as const

/** What the level columns of a Senior Civil Service row hold. */
export const notInUse = 'NOT IN USE'

/** What the column `Role Type` holds for a Senior Civil Service role; it is empty for others. */
export const seniorRoleType = 'Senior Civil Service'

/** Whether a cell says that levels are not in use. */
export function saysNotInUse(cell: string): boolean {
  return cell.trim().toUpperCase() === notInUse
}
