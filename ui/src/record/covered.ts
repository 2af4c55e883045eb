// What is being sealed is shown to nobody from that moment on, not even what was read before.
import { computed } from 'vue'
import type { Asked } from '@/host/ask'

export function uncovered<V>(asked: Asked<V>): Asked<V> {
  return { ...asked, value: computed(() => (asked.fault.value?.code === 'being_sealed' ? undefined : asked.value.value)) }
}
