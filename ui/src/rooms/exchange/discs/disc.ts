// How a row of the register stands.
import type { DiscRow } from '@/host/calls.gen'
import type { Tone } from '@/parts/base/Tag.vue'
import { w } from '@/words'

export function stateOf({ out, done }: Pick<DiscRow, 'out' | 'done'>): { key: 'confirmed' | 'waiting' | 'taken' | 'partly', tone: Tone, text: string } {
  const key = out ? (done ? 'confirmed' : 'waiting') : done ? 'taken' : 'partly'
  return { key, tone: done ? 'done' : 'near', text: w(`exchange.discs.states.${key}`) }
}

const SIGNS = 24
const plain = (code: string) => code.replace(/[^0-9a-z]/gi, '')

/** What is wrong with a receipt's letters, before the desk is asked. */
export function codeTrouble(code: string): string | undefined {
  const n = plain(code).length
  if (n === 0) return w('exchange.discs.give')
  return n === SIGNS ? undefined : w('exchange.discs.length', { n })
}
