// Where the desk lets somebody wait before they sign in.
import { computed, type MaybeRefOrGetter, onScopeDispose, ref, toValue, watch } from 'vue'
import { call, type Fault } from '@/host'

/** After wrong passwords it asks to wait: counted down in view, so that nobody presses in vain. */
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

const HALF_A_SECOND = 500
/** What the one before had begun ends first, which may take a minute: true while signing in waits for that. */
export function useClosing(signing: MaybeRefOrGetter<boolean>) {
  const closing = ref(false)
  let timer: number | undefined
  const later = () => { timer = window.setTimeout(() => void ask(), HALF_A_SECOND) }
  async function ask() {
    const told = await call('desk_state', {}).then((desk) => desk.closing, () => false)
    if (!toValue(signing)) return
    closing.value = told
    later()
  }
  watch(() => toValue(signing), (on) => {
    window.clearTimeout(timer)
    closing.value = false
    if (on) later()
  })
  onScopeDispose(() => window.clearTimeout(timer))
  return closing
}
