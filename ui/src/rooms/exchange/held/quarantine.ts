// What work that waits says, for whoever has to decide on it.
import type { EntryChange } from '@/host/calls.gen'
import { w, wordOr } from '@/words'

/** More is read on the matter's own page. */
const LINES = 6
const plain = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)

/** Fields and lines with a text of their own; ids and sets say nothing to a reader. */
export function saysOf(changes: readonly EntryChange[]): { name: string, text: string }[] {
  const told = changes.flatMap(({ kind, name, after }) => {
    const label = wordOr(`fields.${name}`, '')
    const text = plain(after)
    if (kind === 'move' && name === 'main' && text) return [{ name: w('exchange.quarantine.step'), text: wordOr(`states.${text}`, text) }]
    return kind === 'field' && label && text && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text) ? [{ name: label, text }] : []
  })
  return told.slice(0, LINES)
}
