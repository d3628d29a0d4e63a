export { differenceOf } from './difference.ts'
export type * from './types.ts'
