// The exchange with the hub as the whole program knows it: by a button, by F9, by the beat of the open desk. What it brought is said in words.
import { computed, ref } from 'vue'
import { asFault, call } from '@/host'
import type { Exchanged, RecordExchanged } from '@/host/calls.gen'
import { changedBy, staleNow } from '@/host/client'
import { toast } from '@/parts/shell/toast'
import { w, wordOr } from '@/words'
import { show } from '@/words/faces'
import { carryFiles } from './carrying'
import { endSays, lookAgain } from './looking'

const running = ref(0)
/** Asked for from this page and not answered yet. */
export const exchanging = computed(() => running.value > 0)

/** Runs a call that exchanges; whoever shows how it stands looks from its beginning to its end. */
export async function whileExchanging<T>(run: () => Promise<T>): Promise<T> {
  running.value += 1
  // Looked at once the desk has begun: the first answer must not be the one from before.
  window.setTimeout(() => void lookAgain(), 150)
  try {
    const answer = await run()
    void staleNow(changedBy(answer))
    return answer
  } finally {
    running.value -= 1
    void lookAgain()
  }
}

export async function exchangeNow(): Promise<void> {
  try {
    const { value } = await whileExchanging(() => call('exchange_now', {}))
    toast(says(value), { tone: toneOf(value) })
    if (value.end === 'complete') void carryFiles()
  } catch (thrown) { tellFault(thrown) }
}

/** One item of the queue that the hub did not take, by the key of its row; what else it did not take stays as it is. */
export async function exchangeRecord(refused: string): Promise<void> {
  try {
    const { value } = await whileExchanging(() => call('exchange_record', { refused }))
    toast(itemSays(value), { tone: itemTone(value) })
    if (value.exchanged.end === 'complete') void carryFiles()
  } catch (thrown) { tellFault(thrown) }
}

function tellFault(thrown: unknown): void {
  const fault = asFault(thrown)
  if (fault.code === 'exchanging') toast(w('exchange.hub.told.going'), { tone: 'act' })
  else if (fault.code === 'missing' && fault.values.what === 'waiting') toast(w('exchange.hub.told.item.gone'), { tone: 'act' })
  else if (fault.code === 'missing') toast(w('exchange.hub.told.unset'), { tone: 'late' })
  else toast(show(fault).text, { tone: 'late' })
}

/** What moved, or nothing. */
export function movedSays({ new: came, confirmed }: Pick<Exchanged, 'new' | 'confirmed'>): string {
  return [came ? w('exchange.hub.told.new', { n: came }) : '', confirmed ? w('exchange.hub.told.sent', { n: confirmed }) : ''].filter(Boolean).join(w('marks.comma'))
}

const failedParts = ({ streams }: Pick<Exchanged, 'streams'>) => streams.filter((one) => one.faults.length > 0).length

export function says(done: Exchanged): string {
  if (done.end === 'stopped') return w('exchange.hub.told.stopped')
  if (done.end !== 'complete') return w('exchange.hub.told.failed', { why: endSays(done.end) })
  const moved = movedSays(done)
  const failed = failedParts(done)
  const said = moved ? w('exchange.hub.told.done', { what: moved }) : w('exchange.hub.told.nothing')
  return failed ? [said, w('exchange.hub.states.partly', { n: failed })].join(w('marks.comma')) : said
}

function toneOf(done: Exchanged): 'done' | 'late' | 'act' {
  if (done.end === 'stopped') return 'act'
  return done.end === 'complete' && failedParts(done) === 0 ? 'done' : 'late'
}

/** Of an exchange that came to its end only the item is told: that is what was asked for. */
const itemSays = ({ exchanged, item }: Pick<RecordExchanged, 'exchanged' | 'item'>): string =>
  (exchanged.end === 'complete' ? wordOr(`exchange.hub.told.item.${item}`, says(exchanged)) : says(exchanged))

function itemTone({ exchanged, item }: RecordExchanged): 'done' | 'late' | 'act' {
  if (exchanged.end !== 'complete') return toneOf(exchanged)
  return item === 'taken' ? 'done' : item === 'waiting' ? 'act' : 'late'
}
