import type { Tables } from '../../platform/store/index.ts'

/** Whose data a table holds. */
export type About = 'people' | 'account holders' | 'the organisation' | 'the service'

/** What a table holds, why and how long: the line of a data inventory. */
export interface Inventoried<Column extends string> {
  /** What a row is, in words. */
  readonly what: string
  readonly about: About
  readonly purpose: string
  /** When a row goes. */
  readonly kept: string
  /** What each column says; a column without meaning for anybody outside is `technical`. */
  readonly columns: Readonly<Record<Column, string>>
}

/** Every table with every column. */
export type Inventory = {
  readonly [Name in keyof Tables]: Inventoried<keyof Tables[Name] & string>
}

/** A column without meaning for anybody outside. */
export const technical = 'technical'
/** What many tables have. */
export const row = { id: technical, version: technical } as const
/** What records are for, where it is no purpose that people are asked about. */
export const running = 'Running the service'
/** As `organisation` among the purposes. */
export const organising = 'Running the organisation'
/** As `development` among the purposes. */
export const developing = 'Development of the person'
/** What goes with a person. */
export const asThePerson = 'As long as the person'
/** What goes with an account. */
export const withAccount = 'As long as the account'
