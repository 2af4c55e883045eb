// While the desk is open it asks every half minute whether an exchange is due; the desk itself knows when (minutes, dice, failures).
// What came refreshes the lists it moved and says nothing: nobody asked for it. What keeps failing stays in view below.
import { computed, type ComputedRef, onScopeDispose, ref } from 'vue'
import { call } from '@/host'
import { carryFiles } from '@/hub/carrying'
import { exchanging, whileExchanging } from '@/hub/exchanging'
import { endSays } from '@/hub/looking'
import { w } from '@/words'

export const BEAT_MS = 30_000

/** What stands in the status line; nothing while all is well. */
export function useBeat(): { note: ComputedRef<string | undefined> } {
  const failing = ref<string | null>(null)
  let asking = false

  async function beat() {
    // A slow exchange must not be asked for a second time, nor one that somebody began by hand.
    if (asking || exchanging.value) return
    asking = true
    try {
      const { value } = await whileExchanging(() => call('exchange_if_due', {}))
      failing.value = value.failing
      if (value.exchanged?.end === 'complete') void carryFiles()
    } catch {
      // Nobody is signed in any more, or the desk's own trouble: whoever works next meets it, and the next beat tries again.
    } finally {
      asking = false
    }
  }
  const timer = window.setInterval(() => void beat(), BEAT_MS)
  void beat()
  onScopeDispose(() => window.clearInterval(timer))
  return { note: computed(() => (failing.value ? w('exchange.hub.failing', { why: endSays(failing.value) }) : undefined)) }
}
