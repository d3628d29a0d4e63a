import { runRetention, showRetention } from '../accounts/index.ts'
import type { RetentionShown } from '../accounts/index.ts'
import { readableDate } from '../platform/dates.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'
import type { RecordsContext } from './records.ts'
import { counted, withStore } from './records.ts'

/** Options of `capable retention`. */
export interface RetentionOptions {
  readonly organisation?: string
  readonly dryRun?: boolean
}

/** Deletes what has been kept long enough, or says what would go. */
export async function retention(
  { organisation, dryRun = false }: RetentionOptions,
  { config, now }: RecordsContext,
): Promise<Outcome> {
  const asked = { now, ...(organisation !== undefined && { organisation }) }
  if (dryRun) {
    const shown = await withStore(config, (store) => showRetention(store, asked))
    return shown === undefined ? unknown(organisation) : dryOutcome(shown, now)
  }
  const erased = await withStore(config, (store) => runRetention(store, asked))
  if (erased === 'none') return unknown(organisation)
  if (erased === 'busy') {
    return refusal(
      'job-running',
      'A server is applying retention now. Nothing was done here. Look again in a few minutes.',
    )
  }
  const kinds = Object.entries(erased)
  const all = kinds.reduce((sum, [, count]) => sum + count, 0)
  return {
    json: { dryRun: false, erased },
    text: [
      `Deleted ${counted(all, 'row')}. Nothing else was due.`,
      ...kinds.map(([kind, count]) => `${kind}: ${count}`),
      ...('person' in erased || 'account' in erased
        ? [
            'Write the list of erasures anew with capable erasures, for a restore of an older backup.',
          ]
        : []),
    ].join('\n'),
    exitCode: 0,
  }
}

function dryOutcome(shown: readonly RetentionShown[], now: Date): Outcome {
  const day = now.toISOString().slice(0, 10)
  return {
    json: {
      dryRun: true,
      day,
      due: shown.map(({ organisation, kinds, people, held }) => ({
        organisation: organisation ?? null,
        kinds: kinds.map(({ kind, keptFor, due }) => ({ kind, keptFor, due })),
        people,
        held,
      })),
    },
    text: [
      `What would go on ${readableDate(day)}. Nothing was deleted.`,
      ...shown.flatMap(inWords),
    ].join('\n'),
    exitCode: 0,
  }
}

function inWords({ organisation, kinds, people, held }: RetentionShown): readonly string[] {
  return [
    '',
    organisation?.name ?? 'In no organisation',
    ...kinds.map(({ keptFor, text }) =>
      keptFor === null ? `- ${text}: nobody has said how long they are kept` : `- ${text}`,
    ),
    ...people.map(
      ({ reference, dueOn }) => `  ${reference}, whose time ended on ${readableDate(dueOn)}`,
    ),
    ...(held === 0 ? [] : [`- ${counted(held, 'person', 'people')} under a legal hold: they stay`]),
  ]
}

function unknown(organisation = ''): Outcome {
  return refusal('organisation-not-found', `There is no organisation ${organisation}.`)
}
