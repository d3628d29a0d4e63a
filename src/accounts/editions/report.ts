import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { EditionLibrary } from '../../editions/index.ts'
import {
  becomesStatedInWords,
  counted,
  differenceInWords,
  shownCounts,
  shownFindings,
} from '../../explore/index.ts'
import type { ReadAnswer, ReadEdition } from './read-worker.ts'

/** Of one kind of finding so many are shown; a file may have thousands. */
const mostOfAKind = 100

const kindType = Type.Object({
  code: Type.String(),
  title: Type.String(),
  meaning: Type.String(),
  mark: Type.Object({ kind: Type.String(), text: Type.String() }),
  count: Type.String(),
  open: Type.Boolean(),
  findings: Type.Array(
    Type.Object({
      message: Type.String(),
      where: Type.String(),
      action: Type.String(),
      wording: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
    }),
  ),
})

const editionType = Type.Object({
  framework: Type.String(),
  edition: Type.String(),
  kind: Type.Union([Type.Literal('capability-framework'), Type.Literal('maturity-model')]),
  title: Type.String(),
  about: Type.String(),
  /** The newest edition of the framework when the files were read; null: there was none. */
  newest: Type.Union([Type.String(), Type.Null()]),
  counts: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
  difference: Type.Optional(
    Type.Object({
      from: Type.String(),
      sentences: Type.Array(Type.String()),
      /** What becomes stated; reports of before this was said have none. */
      stated: Type.Optional(Type.Array(Type.String())),
    }),
  ),
})

/** What a page shows of files that were read. */
export const reportType = Type.Object({
  /** Why no edition can be made of them. */
  refused: Type.Optional(Type.String()),
  editions: Type.Array(editionType),
  files: Type.Array(
    Type.Object({
      name: Type.String(),
      sha256: Type.String(),
      bytes: Type.Integer(),
      format: Type.Optional(Type.String()),
    }),
  ),
  errors: Type.Integer(),
  kinds: Type.Array(kindType),
})

/** What a page shows of files that were read. */
export type Report = Static<typeof reportType>

/** The report of files from which nothing can be made. */
export function refusedReport(refused: string): Report {
  return { refused, editions: [], files: [], errors: 0, kinds: [] }
}

/**
 * What came of reading files, as a page shows it.
 *
 * @param library what there was when they were read
 */
export function reportOf(answer: ReadAnswer, library: EditionLibrary): Report {
  if ('refused' in answer) {
    const { code, message } = answer.refused
    return refusedReport(sentences[code] ?? message)
  }
  const { editions, findings, files } = answer
  const names = editions.map(({ packed: { framework, edition } }) => `${framework}@${edition}`)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined)
    return refusedReport(
      `Several of the files make the edition ${twice}. Load them one after the other, under different names.`,
    )
  const documents = files.map(({ name, format }) => ({ file: name, title: format ?? name }))
  return {
    editions: editions.map((each) => editionIn(each, library)),
    files: [...files],
    errors: findings.filter(({ severity }) => severity === 'error').length,
    kinds: shownFindings(findings, documents).map(({ findings: all, ...kind }) => ({
      ...kind,
      count:
        all.length > mostOfAKind
          ? `${kind.count}, of which the first ${mostOfAKind} are listed`
          : kind.count,
      findings: all.slice(0, mostOfAKind).map(({ message, where, action, wording }) => ({
        message,
        where,
        action,
        wording: [...wording],
      })),
    })),
  }
}

function editionIn(
  { packed, kind, title, about, counts, difference }: ReadEdition,
  library: EditionLibrary,
): Report['editions'][number] {
  const { framework, edition } = packed
  return {
    framework,
    edition,
    kind,
    title,
    about,
    newest: library.newest(framework)?.edition.edition.name ?? null,
    counts: [...shownCounts(counts)],
    ...(difference !== undefined && {
      difference: {
        from: difference.from,
        sentences: differenceInWords(difference),
        stated: becomesStatedInWords(difference),
      },
    }),
  }
}

/** Where the command line would name its options. */
const sentences: Readonly<Record<string, string>> = {
  'framework-kind':
    'The files hold a capability framework and you chose a maturity model, or the other way round. Choose another framework.',
  'edition-names-differ':
    'One of the files is a whole edition that says itself which one it is. Choose the files again without giving a framework or a name.',
}

/**
 * Why an edition cannot be loaded any more, after what others have done since the files were read;
 * undefined: it can.
 *
 * @param newest the newest edition of its framework that there is now
 */
export function whyStale(
  { framework, edition, newest: before }: Report['editions'][number],
  { newest, exists }: { readonly newest: string | null; readonly exists: boolean },
): string | undefined {
  if (exists) {
    return `There is an edition ${framework}@${edition}, and editions never change. Choose the files again and give the new one another name.`
  }
  if (newest === before) return undefined
  return `The edition ${framework}@${newest ?? ''} was loaded after these files were read. Choose them again, so that you see how they differ from it.`
}

/** How large a file is. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return counted(bytes, 'byte')
  return bytes < 1024 * 1024
    ? `${Math.round(bytes / 1024)} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
