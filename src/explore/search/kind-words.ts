import type { Kind } from './documents.ts'

/** What results are called, one and many. */
export const kindWords: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = {
  role: { one: 'Role', many: 'Roles' },
  skill: { one: 'Skill', many: 'Skills' },
  family: { one: 'Role family', many: 'Role families' },
  page: { one: 'Page', many: 'Pages' },
  'role-level': { one: 'Role level', many: 'Role levels' },
  statement: { one: 'Statement', many: 'Statements' },
  maturity: { one: 'Data maturity', many: 'Data maturity rows' },
  finding: { one: 'Finding', many: 'Findings' },
}
