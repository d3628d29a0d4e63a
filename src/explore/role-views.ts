import type { Link, PageView, ShownText } from '../platform/index.ts'
import type { NameLink, ShownBlock, ShownLevel, ShownMark } from './present.ts'

/** The first sentence about a role, with the words that say where it is from. */
export interface ShownLead {
  readonly text: ShownText
  /** Undefined for the published text of this edition. */
  readonly mark: ShownMark | undefined
}

/** A role in a list. */
export interface ShownRole extends NameLink {
  readonly lead: ShownLead
}

/** A family with its roles. */
export interface ShownFamily {
  readonly slug: string
  readonly heading: ShownText
  readonly href: string | undefined
  readonly count: string
  readonly roles: readonly ShownRole[]
}

/** All roles by family. */
export interface RolesView extends PageView {
  readonly summary: string
  readonly families: readonly ShownFamily[]
}

/** One family. */
export interface FamilyView extends PageView {
  readonly heading: ShownText
  readonly summary: string
  readonly roles: readonly ShownRole[]
  readonly all: string
  /** The whole family at a glance. */
  readonly whole: readonly Link[]
}

/** A level on the ladder. */
export interface ShownRung extends NameLink {
  readonly here: boolean
  readonly note: string
}

/** The levels of a role in order. */
export interface ShownLadder {
  readonly label: string
  readonly steps: readonly { readonly number: string; readonly levels: readonly ShownRung[] }[]
  readonly unranked: readonly ShownRung[]
}

/** Skills by role level: a table of levels. */
export interface ShownHeat {
  readonly columns: readonly NameLink[]
  readonly rows: readonly {
    readonly skill: NameLink
    readonly cells: readonly { readonly kind: string; readonly text: string }[]
  }[]
}

/** One skill that is asked for. */
export interface ShownAskedSkill {
  readonly link: NameLink
  readonly level: ShownLevel
  readonly leadIn: string | undefined
  readonly statements: readonly ShownText[]
  readonly leadershipExamples: readonly ShownText[]
  /** Said where there are no statements. */
  readonly silent: string | undefined
  /** How its level is known, in a word. */
  readonly basis: string
  /** The documents and lines that say so; undefined where none does. */
  readonly origin: string | undefined
}

/** One role. */
export interface RoleView extends PageView {
  readonly heading: ShownText
  readonly lead: ShownLead
  readonly prose: readonly ShownBlock[]
  readonly summary: string
  readonly ladder: ShownLadder
  readonly levels: readonly { readonly link: NameLink; readonly note: string }[]
  readonly heat: ShownHeat
  readonly asked: readonly ShownAskedSkill[]
  readonly family: NameLink | undefined
  readonly sharing: readonly ShownSharing[]
  /** Said of the way into the Senior Civil Service, which no document gives. */
  readonly wayIn: string | undefined
}

/** A role that shares skills. */
export interface ShownSharing {
  readonly link: NameLink
  readonly count: string
  readonly skills: readonly NameLink[]
}

/** What changes at a next level. */
export interface ShownNext {
  readonly link: NameLink
  /** Address of the two levels side by side. */
  readonly compare: string
  readonly same: string
  readonly groups: readonly {
    readonly heading: string
    readonly skills: readonly { readonly link: NameLink; readonly change: string }[]
  }[]
}

/** One role level. */
export interface RoleLevelView extends PageView {
  readonly heading: ShownText
  readonly summary: string
  readonly ladder: ShownLadder
  /** The usual grade in a sentence, or that none is held. */
  readonly grade: string
  readonly responsibilities: readonly ShownBlock[]
  /** How to load responsibilities, where none are held. */
  readonly loading: LoadingHelp | undefined
  readonly asked: readonly ShownAskedSkill[]
  readonly nothingAsked: string | undefined
  readonly next: readonly ShownNext[]
  readonly steps: readonly { readonly label: string; readonly link: NameLink }[]
  /** Ways to hold this level against others; none where it asks for no skill at a level. */
  readonly compare: readonly Link[]
}

/** How to get responsibilities into an edition. */
export interface LoadingHelp {
  readonly command: string
  readonly official: { readonly href: string; readonly text: string } | undefined
}
