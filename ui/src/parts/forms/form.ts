// What a form shell is told about its draft, and the guard before leaving a changed form.
import { onScopeDispose, ref, type Ref, watch } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

export interface DraftState { savedAt?: number | undefined, pending: boolean, failed: boolean }

export interface LeaveChoices {
  dirty: () => boolean
  /** Something is typed that no draft may hold (a password, a recovery sheet): it goes with the page, whatever else is kept. */
  secret?: () => boolean
  /** Writes the draft; without it there is no draft to keep. False: it could not be written, and nobody leaves. */
  keep?: () => Promise<unknown>
  drop?: () => Promise<void>
}

export interface Leave {
  asking: Ref<boolean>
  /** Runs `go` at once, or after the person chose. */
  ask: (go: () => void) => void
  keep: () => Promise<void>
  discard: () => Promise<void>
}

const unkept = new Set<() => boolean>()

/** Changed forms without a draft, or with something that none may hold: it goes when their page goes. */
export const unkeptForms = () => [...unkept].filter((dirty) => dirty()).length

export function useLeave(choices: LeaveChoices): Leave {
  const secret = () => choices.secret?.() ?? false
  const changed = () => choices.dirty() || secret()
  const lost = choices.keep ? secret : changed
  unkept.add(lost)
  onScopeDispose(() => unkept.delete(lost))
  const asking = ref(false)
  let go: (() => void) | undefined

  const ask = (then: () => void) => {
    if (!changed()) { then(); return }
    go = then
    asking.value = true
  }
  const through = async (first?: () => Promise<unknown>) => {
    const kept = await first?.()
    asking.value = false
    if (kept !== false) go?.()
  }
  // Closing the window: a draft is on its way within two seconds anyway, the question only wins that time.
  const closing = (event: BeforeUnloadEvent) => { if (changed()) { void choices.keep?.(); event.preventDefault() } }
  window.addEventListener('beforeunload', closing)
  onScopeDispose(() => window.removeEventListener('beforeunload', closing))
  return { asking, ask, keep: () => through(choices.keep), discard: () => through(choices.drop) }
}

/** The same for a page of its own: going elsewhere waits for the answer. */
export function useLeavePage(choices: LeaveChoices): Leave {
  const leave = useLeave(choices)
  onBeforeRouteLeave(() => new Promise<boolean>((resolve) => {
    if (!choices.dirty() && !choices.secret?.()) { resolve(true); return }
    leave.ask(() => resolve(true))
    // Who stays, stays: the way there is given up, and the address is this page's again.
    const stop = watch(leave.asking, (asking) => { if (!asking) { stop(); resolve(false) } })
  }))
  return leave
}
