// Which facts were changed when a limit came or went, in words. The desk writes them as `category:other>accusation nature:>ordinary`;
// a side that is not known is empty, and a flag is `yes` or nothing.
import { w, wordOr } from '@/words'

/** The name of a code, by the fact whose list it is of. */
export type NameOf = (fact: string, id: string) => string

export function changeSays(change: string, nameOf: NameOf): string {
  return change.split(' ').filter(Boolean).map((part) => one(part, nameOf)).join(w('marks.comma'))
}

function one(part: string, nameOf: NameOf): string {
  const [key = '', sides = ''] = part.split(':')
  const [from = '', to = ''] = sides.split('>')
  const fact = wordOr(`record.clocks.facts.${key}`, key)
  if (from === 'yes' || to === 'yes') return w(to === 'yes' ? 'record.clocks.became' : 'record.clocks.unbecame', { fact })
  const named = { fact, from: nameOf(key, from), to: nameOf(key, to) }
  if (from === '') return w('record.clocks.changed_to', named)
  return w(to === '' ? 'record.clocks.changed_from' : 'record.clocks.changed', named)
}
