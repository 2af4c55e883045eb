// How attachments stand with the hub, in an office's words.
import { minuteOf } from '@/bundle/labels'
import type { FileFault, FilesCarried, FilesFar, FilesView } from '@/host/calls.gen'
import { carriedSays, forgedSays } from '@/hub/carrying'
import { endSays } from '@/hub/looking'
import type { Tone } from '@/parts/base/Tag.vue'
import { sizeOf } from '@/record/files/files'
import { w, wordOr } from '@/words'

export function standingOf({ running, up, down, forged }: FilesView): { tone: Tone, text: string } {
  if (running) return { tone: 'act', text: w('exchange.files.standing.running') }
  if (forged > 0) return { tone: 'late', text: w('exchange.files.standing.forged', { n: forged }) }
  if (up + down > 0) return { tone: 'act', text: w('exchange.files.standing.waiting', { n: up + down }) }
  return { tone: 'done', text: w('exchange.files.standing.done') }
}

export function filesSay({ up, down, absent }: FilesView): string {
  if (up + down === 0) return w('exchange.files.none')
  return [
    up ? w('exchange.files.to_go', { n: up }) : '', down ? w('exchange.files.to_come', { n: down }) : '', absent ? w('exchange.files.absent', { n: absent }) : '',
  ].filter(Boolean).join(w('marks.comma'))
}

export function runningSays({ way, n, of, stopping }: FilesFar): string {
  if (stopping) return w('exchange.hub.stopping')
  if (of === 0) return w('exchange.files.standing.running')
  return w(way === 'up' ? 'exchange.files.going_up' : 'exchange.files.coming_down', { n, of })
}

/** How much of the file at work. */
export const figureOf = ({ done, bytes }: FilesFar) => (bytes > 0 ? w('exchange.files.figure', { done: sizeOf(done), bytes: sizeOf(bytes) }) : '')

export function lastSays(last: FilesCarried, today: string): string {
  const brought = carriedSays(last) || w('exchange.files.nothing')
  const end = ['complete', 'busy'].includes(last.end) ? '' : wordOr(`exchange.files.ends.${last.end}`, endSays(last.end))
  return [minuteOf(last.at_ms, today), brought, end].filter(Boolean).join(w('marks.dot'))
}

/** What is wrong, and what to do about it. */
export function troubleSays(fault: FileFault): { text: string, way: string } {
  const text = fault.code === 'forged' ? forgedSays(fault) : wordOr(`exchange.files.faults.${fault.code}`, w('exchange.files.faults.refused'))
  return { text, way: wordOr(`exchange.files.fault_ways.${fault.code}`, w('exchange.files.fault_ways.refused')) }
}

export const toneOf = (hub: string): Tone => (hub === 'forged' ? 'late' : hub === 'absent' ? 'near' : 'act')
