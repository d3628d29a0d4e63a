export type { Answer, Answering, SiteSource } from './source.ts'
export { answerHere, startThreads } from './threads.ts'
export { SiteRefused, writeSite } from './write.ts'
export type { SiteTarget, WrittenSite } from './write.ts'
