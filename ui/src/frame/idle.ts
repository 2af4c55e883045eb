// Nobody at the machine for a while: the desk locks itself.
import { onScopeDispose } from 'vue'

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
const LOOK_EVERY_MS = 5_000

export function watchIdle(minutes: () => number, lock: () => void): void {
  let last = Date.now()
  const seen = () => { last = Date.now() }
  // Looked at by the clock rather than by one long timer: a machine that slept must lock when it wakes.
  const timer = window.setInterval(() => {
    const now = Date.now()
    // A clock that was set back: the time away begins anew, or the desk would stand open until that hour comes again.
    if (now < last) last = now
    if (now - last < minutes() * 60_000) return
    last = now
    lock()
  }, LOOK_EVERY_MS)
  for (const sign of SIGNS) window.addEventListener(sign, seen, { passive: true, capture: true })
  onScopeDispose(() => {
    window.clearInterval(timer)
    for (const sign of SIGNS) window.removeEventListener(sign, seen, { capture: true })
  })
}
