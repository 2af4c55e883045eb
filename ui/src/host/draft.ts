// What is being typed is written down within two seconds, apart from the record, until the act is done or it is thrown away.
import { onScopeDispose, type Ref, ref, shallowRef, type ShallowRef, watch } from 'vue'
import type { SavedDraft } from './calls.gen'
import { staleNow } from './client'
import { asFault, type Fault } from './fault'
import { call, lastCall } from './index'

const QUIET_MS = 700
/** Invariant: no key is older than this when it is sent. */
const LONGEST_MS = 1800
const TOPIC = 'drafts' as const

export interface DraftChoices<T> {
  noun: string
  body: () => T
  id?: string | undefined
  /** What an untouched form looks like is no draft. */
  worthKeeping?: (body: T) => boolean
}

export interface Draft {
  id: Ref<string | undefined>
  /** Milliseconds since 1970. */
  savedAt: Ref<number | undefined>
  fault: ShallowRef<Fault | undefined>
  pending: Ref<boolean>
  /** Writes what is there now. */
  flush: () => Promise<void>
  /** Writes, and lists of drafts ask again. False: it could not be written. */
  keep: () => Promise<boolean>
  /** Writes what is still to be written and tells which draft it is, for an act that drops it in its own transaction. */
  settle: () => Promise<string | undefined>
  /** The act is done and has dropped it. */
  gone: () => Promise<void>
  /** The act is done, or the person threw it away. */
  drop: () => Promise<void>
}

interface Open { flush: () => Promise<Fault | undefined>, kept: () => boolean }
const open = new Set<Open>()

/** Which words each form begins with, by their `saved_ms`: those of another window are not written over. */
const begunWith = new Map<string, number>()

/** The words of a draft, for a form that goes on with them. */
export async function openDraft(id: string): Promise<unknown> {
  const { body, saved_ms: at } = await call('open_draft', { id })
  begunWith.set(id, at)
  return body
}

/** Before the desk locks: afterwards nothing can be written. Why, where something could not be. */
export async function flushDrafts(): Promise<Fault | undefined> {
  const faults = await Promise.all([...open].map(({ flush }) => flush()))
  return faults.find((fault) => fault !== undefined)
}

/** The same, telling how many open forms stand in a draft, and of how many the last words could not be written. */
export async function settleDrafts(): Promise<{ kept: number, lost: number }> {
  const fine = await Promise.all([...open].map(async ({ flush, kept }) => (await flush() ? undefined : kept())))
  return { kept: fine.filter((one) => one === true).length, lost: fine.filter((one) => one === undefined).length }
}

export function useDraft<T>(choices: DraftChoices<T>): Draft {
  const pen = makePen(choices)
  const flushIfPending = async () => { if (pen.pending.value) await pen.flush(); return pen.fault.value }
  const leaving = () => void flushIfPending()
  const hiding = () => { if (document.visibilityState === 'hidden') leaving() }

  watch(choices.body, pen.touched, { deep: true })
  const opened: Open = { flush: flushIfPending, kept: () => pen.id.value !== undefined }
  open.add(opened)
  window.addEventListener('pagehide', pen.leave)
  window.addEventListener('blur', leaving)
  document.addEventListener('visibilitychange', hiding)
  onScopeDispose(() => {
    open.delete(opened)
    window.removeEventListener('pagehide', pen.leave)
    window.removeEventListener('blur', leaving)
    document.removeEventListener('visibilitychange', hiding)
    void pen.keep()
  })
  return pen
}

/** How it stands, as a form says it. */
export const noteOf = ({ savedAt, pending, fault }: Draft) => ({ savedAt: savedAt.value, pending: pending.value, failed: fault.value !== undefined })

/** What the shell of a form needs of it. */
export const shellOf = (draft: Draft) => ({ draft: noteOf(draft), keepDraft: draft.keep, dropDraft: draft.drop })

export interface KeptDraft {
  body: ShallowRef<unknown>
  /** Its words are here, and a form can begin with them. */
  ready: Ref<boolean>
  fault: ShallowRef<Fault | undefined>
  busy: Ref<boolean>
  again: () => Promise<void>
}

/**
 * A draft that somebody goes on with. Asked for when its form opens and at no other time: an answer kept from the last opening
 * holds older words, and what is typed behind them would overwrite the newer ones.
 */
export function useKeptDraft(id: string): KeptDraft {
  const body = shallowRef<unknown>()
  const [ready, busy] = [ref(false), ref(false)]
  const fault = shallowRef<Fault>()
  async function again(): Promise<void> {
    busy.value = true
    try {
      body.value = await openDraft(id)
      ready.value = true
      fault.value = undefined
    } catch (thrown) {
      fault.value = asFault(thrown)
    } finally {
      busy.value = false
    }
  }
  void again()
  return { body, ready, fault, busy, again }
}

/** Of version 4: drafts never leave the desk, and nothing is told by when one was begun. */
function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

function makePen<T>(choices: DraftChoices<T>): Draft & { touched: () => void, leave: () => void } {
  const place = makePlace(choices.id)
  const id = ref(choices.id)
  const savedAt = ref<number>()
  const fault = shallowRef<Fault>()
  const pending = ref(false)
  // One after the other: an older text never overtakes a newer one.
  let chain: Promise<void> = Promise.resolve()
  let ended = false

  async function write(send = call, where: () => { id: string, over?: number } = place.now): Promise<void> {
    if (ended) return
    const body = choices.body()
    // What could not be written may not be there any more.
    if (id.value === undefined && choices.worthKeeping?.(body) === false) fault.value = undefined
    else {
      try {
        const saved = await send('save_draft', { ...where(), noun: choices.noun, body })
        id.value = place.told(saved)
        savedAt.value = saved.saved_ms
        fault.value = undefined
      } catch (thrown) {
        fault.value = asFault(thrown)
      }
    }
    // What could not be written is not written: leaving asks, and every chance to write is taken.
    pending.value = fault.value !== undefined || rhythm.waiting()
  }

  const flush = () => { rhythm.stop(); chain = chain.then(() => write()); return chain }
  /** The page goes: not behind what is on its way, since nobody would be there to send it afterwards. */
  const leave = () => { if (pending.value) { rhythm.stop(); chain = Promise.all([chain, write(lastCall, place.last)]).then(() => undefined) } }

  const rhythm = makeRhythm(() => void flush())
  const touched = () => { if (!ended) { pending.value = true; rhythm.beat() } }

  async function keep(): Promise<boolean> {
    if (pending.value && !ended) await flush()
    if (savedAt.value) void staleNow([TOPIC])
    return fault.value === undefined
  }

  async function settle(): Promise<string | undefined> {
    await (pending.value && !ended ? flush() : chain)
    return id.value
  }

  async function end(leave: (id: string) => Promise<unknown>): Promise<void> {
    ended = true
    rhythm.stop()
    await chain
    if (id.value !== undefined) await leave(id.value)
    id.value = fault.value = undefined
    pending.value = false
    void staleNow([TOPIC])
  }
  const gone = () => end(() => Promise.resolve())
  const drop = () => end((gone) => call('drop_draft', { id: gone }).catch(() => undefined))

  return { id, savedAt, fault, pending, flush, keep, settle, gone, drop, touched, leave }
}

/** Under which id words are written, and over which. */
function makePlace(begun: string | undefined) {
  // Chosen here: a page that goes while its first words are on their way must not begin a second draft with its last.
  let id = begun ?? freshId()
  let over = begun ? begunWith.get(begun) : undefined
  return {
    now: () => ({ id, ...(over === undefined ? {} : { over }) }),
    /** The last words of a page do not wait for the answer to those before: they go over whatever stands there. */
    last: () => ({ id }),
    /** Another id where other words stood: both are kept. */
    told: (saved: SavedDraft) => { over = Math.max(over ?? 0, saved.saved_ms); return id = saved.id },
  }
}

/** Runs when the typing rests, and at the latest in time for the two seconds. */
function makeRhythm(run: () => void) {
  let quiet: number | undefined
  let latest: number | undefined
  return {
    waiting: () => latest !== undefined,
    beat: () => {
      window.clearTimeout(quiet)
      quiet = window.setTimeout(run, QUIET_MS)
      latest ??= window.setTimeout(run, LONGEST_MS)
    },
    stop: () => {
      window.clearTimeout(quiet)
      window.clearTimeout(latest)
      quiet = latest = undefined
    },
  }
}
