export type { Answer, SiteSource } from './source.ts'
export { SiteRefused, writeSite } from './write.ts'
export type { SiteTarget, WrittenSite } from './write.ts'
