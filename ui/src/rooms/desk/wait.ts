// After wrong passwords the desk asks to wait: counted down in view, so that nobody presses in vain.
import { computed, onScopeDispose, ref } from 'vue'
import type { Fault } from '@/host'

export function useWait() {
  const seconds = ref(0)
  let timer: number | undefined
  const start = (fault: Fault | undefined) => {
    const asked = Number(fault?.values.wait_s ?? 0)
    if (!Number.isFinite(asked) || asked <= 0) return
    seconds.value = Math.ceil(asked)
    window.clearInterval(timer)
    timer = window.setInterval(() => {
      seconds.value -= 1
      if (seconds.value <= 0) window.clearInterval(timer)
    }, 1000)
  }
  onScopeDispose(() => window.clearInterval(timer))
  return { seconds, start, waiting: computed(() => seconds.value > 0) }
}
