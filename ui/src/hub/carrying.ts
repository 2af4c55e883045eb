// Attachments after an exchange, in a call of their own: entries never wait for files. The desk knows whether there is anything to carry.
import { computed, ref } from 'vue'
import { call } from '@/host'
import type { CarriedFile, FilesCarried, RecordFile } from '@/host/calls.gen'
import { asFault } from '@/host/fault'
import { toast } from '@/parts/shell/toast'
import { w, wordOr } from '@/words'
import { show } from '@/words/faces'
import { endSays, lookAgain } from './looking'

const running = ref(0)
/** Asked for from this page and not answered yet: whoever shows how files stand looks until it is. */
export const carrying = computed(() => running.value > 0)

async function whileCarrying<T>(run: () => Promise<T>): Promise<T> {
  running.value += 1
  // Looked at once the desk has begun: the first answer must not be the one from before.
  window.setTimeout(() => void lookAgain(), 150)
  try {
    return await run()
  } finally {
    running.value -= 1
    void lookAgain()
  }
}

/** Says nothing: what stays behind stands on the page of the hub, and the next exchange tries again. */
export async function carryFiles(): Promise<void> {
  if (carrying.value) return
  try {
    await whileCarrying(() => call('exchange_files', {}))
  } catch {
    // Nobody is signed in any more, or the desk's own trouble: whoever works next meets it.
  }
}

/** Fetches a file that somebody waits for; says whether it is here. */
export const fetchFile = (record: string, file: string) =>
  one(() => call('fetch_file', { record, file }), { well: 'here', says: fetchedSays, missing: { hub: w('record.file.ends.none') } })

/** Sends a file before the others that wait; says whether the hub has it. */
export const sendFile = (record: string, file: string) =>
  one(() => call('send_file', { record, file }), { well: 'there', says: sentSays, missing: { hub: w('exchange.files.send_ends.none'), waiting: w('exchange.files.send_ends.gone') } })

/** By where it is: up, or down. Why one did not go or come is told by who was asked for it. */
export const wayOf = ({ hub, name }: Pick<RecordFile, 'hub' | 'name'>) => (hub === 'to_go'
  ? { up: true, run: sendFile, label: w('exchange.files.send'), of: w('exchange.files.send_of', { name }), stop: w('exchange.files.stop_send_of', { name }), done: w('exchange.files.sent', { name }) }
  : { up: false, run: fetchFile, label: w('record.file.fetch'), of: w('record.file.fetch_of', { name }), stop: w('record.file.stop_of', { name }), done: w('exchange.files.fetched', { name }) })

/** Says what stood in the way; what went well is said by who asked. */
async function one(run: () => Promise<CarriedFile>, { well, says, missing }: { well: string, says: (told: CarriedFile) => string, missing: Record<string, string> }): Promise<boolean> {
  try {
    const told = await whileCarrying(run)
    if (told.end !== well) toast(says(told), { tone: told.end === 'stopped' ? 'act' : 'late' })
    return told.end === well
  } catch (thrown) {
    const fault = asFault(thrown)
    const known = fault.code === 'missing' ? missing[String(fault.values.what)] : undefined
    toast(known ?? show(fault).text, { tone: 'late' })
    return false
  }
}

const sentSays = ({ end }: Pick<CarriedFile, 'end'>): string => wordOr(`exchange.files.send_ends.${end}`, w('exchange.files.send_ends.failed', { why: endSays(end) }))

export const fetchedSays = ({ end, office, piece }: Pick<CarriedFile, 'end' | 'office' | 'piece'>): string => {
  if (end === 'forged') return forgedSays({ office, piece })
  return wordOr(`record.file.ends.${end}`, w('record.file.ends.failed', { why: endSays(end) }))
}

export function forgedSays({ office, piece }: { office: string, piece: number | null }): string {
  const from = office || w('exchange.unknown_desk')
  return piece === null ? w('record.file.ends.forged', { office: from }) : w('record.file.ends.forged_piece', { office: from, n: piece })
}

/** What the last one brought, or nothing. */
export function carriedSays({ up, down }: Pick<FilesCarried, 'up' | 'down'>): string {
  return [up ? w('exchange.files.up', { n: up }) : '', down ? w('exchange.files.down', { n: down }) : ''].filter(Boolean).join(w('marks.comma'))
}
