import type { Suggestion } from './found.ts'
import { suggestInFields } from './suggestions.client.ts'

suggestInFields((address) => async (text, signal) => {
  try {
    const response = await fetch(`${address}?${new URLSearchParams({ q: text }).toString()}`, {
      signal,
    })
    if (!response.ok) return undefined
    const answer: unknown = await response.json()
    return isAnswer(answer) ? answer.data : undefined
  } catch {
    return undefined
  }
})

/** The answer is our own server's; only its outside is looked at. */
function isAnswer(answer: unknown): answer is { readonly data: readonly Suggestion[] } {
  return (
    typeof answer === 'object' && answer !== null && 'data' in answer && Array.isArray(answer.data)
  )
}
