import { readableDate, twinOf } from '../platform/index.ts'
import type { Footer, Frame, Link, Origin, PastEdition } from '../platform/index.ts'
import type { Place } from './place.ts'

/** What a page says about itself. */
export interface FrameParts {
  readonly title: string
  readonly section?: 'roles' | 'skills' | 'compare' | 'framework-health'
  /** After the place itself. */
  readonly breadcrumbs?: readonly Link[]
  readonly address: string
}

/** The frame of a page in an edition. */
export function frameAt(place: Place, parts: FrameParts): Frame {
  const { title, section, breadcrumbs = [], address } = parts
  return {
    title: place.newest ? title : `${title} (${place.edition.edition.name})`,
    section: section === undefined ? undefined : `/${section}`,
    breadcrumbs: [...crumbsOf(place), ...breadcrumbs],
    address,
    search: `${place.base}/search`,
    twin: twinOf(address),
    pastEdition: pastEditionOf(place),
    footer: footerOf(place.edition, `${place.frameworkBase}/editions`),
  }
}

/** Where the content comes from, on which terms, and how old it is. */
export function footerOf({ framework, edition }: Origin, editions: string): Footer {
  const { officialService } = framework
  return {
    attribution: `Framework content: ${framework.licence.attribution}`,
    licence: { href: '/licence', text: 'What that means' },
    edition: {
      href: `${editions}/${edition.name}`,
      text: `${framework.slug}@${edition.name}`,
    },
    dated: datedSentence(edition),
    official:
      officialService === undefined
        ? undefined
        : { href: officialService.url, text: officialService.name.replace(/^the /, '') },
  }
}

/**
 * When an edition was published, or that nobody knows.
 *
 * @example
 * datedSentence({ published: null, compiled: '2026-11-21' })
 * // 'Compiled on 21 November 2026 from sources that carry no date.'
 */
export function datedSentence({
  published,
  compiled,
}: {
  readonly published: string | null
  readonly compiled: string
}): string {
  return published === null
    ? `Compiled on ${readableDate(compiled)} from sources that carry no date.`
    : `Published ${readableDate(published)}, compiled ${readableDate(compiled)}.`
}

function crumbsOf({ base, frameworkBase, edition, newest }: Place): Link[] {
  const crumbs: Link[] = [{ href: '/', text: 'Home' }]
  if (frameworkBase !== '')
    crumbs.push({ href: frameworkBase, text: edition.framework.title.value })
  if (base !== frameworkBase && !newest) crumbs.push({ href: base, text: edition.edition.name })
  return crumbs
}

function pastEditionOf({ newest, base, frameworkBase, edition }: Place): PastEdition | undefined {
  if (newest) return undefined
  const { published, name } = edition.edition
  const dated = published === null ? `${name}, date of source unknown` : readableDate(published)
  return {
    sentence: `This is the edition of ${dated}.`,
    newest: { href: frameworkBase === '' ? '/' : frameworkBase, text: 'See the newest edition' },
    places: [
      { href: `${base}/roles`, text: 'roles' },
      { href: `${base}/skills`, text: 'skills' },
      { href: `${base}/framework-health`, text: 'framework health' },
    ],
  }
}
