// Nobody at the machine for a while: the desk locks itself.
import { onScopeDispose, ref, type Ref } from 'vue'

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
const LOOK_EVERY_MS = 1_000
const NEAR_MS = 60_000

/** The seconds until it locks, in the last minute. */
export function watchIdle(minutes: () => number, lock: () => void): Ref<number | undefined> {
  let last = Date.now()
  const left = ref<number>()
  const seen = () => { last = Date.now(); left.value = undefined }
  // Looked at by the clock rather than by one long timer: a machine that slept must lock when it wakes.
  const timer = window.setInterval(() => {
    const now = Date.now()
    // A clock that was set back: the time away begins anew, or the desk would stand open until that hour comes again.
    if (now < last) last = now
    const rest = last + minutes() * 60_000 - now
    left.value = rest > 0 && rest <= NEAR_MS ? Math.ceil(rest / 1000) : undefined
    if (rest > 0) return
    last = now
    lock()
  }, LOOK_EVERY_MS)
  for (const sign of SIGNS) window.addEventListener(sign, seen, { passive: true, capture: true })
  onScopeDispose(() => {
    window.clearInterval(timer)
    for (const sign of SIGNS) window.removeEventListener(sign, seen, { capture: true })
  })
  return left
}
