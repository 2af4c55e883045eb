// Taking a bundle in, a few blocks a call. To stop is to call no more: what came is kept, and the next time goes on from there.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { call } from '@/host'
import type { TakeBundle, TakenBundle } from '@/host/calls.gen'
import { changedBy, staleNow } from '@/host/client'
import { asFault, Fault } from '@/host/fault'

export function useTaking() {
  const taken = shallowRef<TakenBundle>()
  const running = ref(false)
  const stopping = ref(false)
  const fault = shallowRef<Fault>()
  /** Seconds that are left at the pace so far; unknown in the beginning. */
  const left = ref<number>()
  let gone = false

  async function run(input: TakeBundle): Promise<boolean> {
    if (running.value) return false
    running.value = true
    stopping.value = false
    fault.value = left.value = undefined
    /** Where the first call of this run came to, and when: the pace is measured from there. */
    let start: { blocks: number, ms: number } | undefined
    try {
      do {
        const { blocks: before } = taken.value ?? { blocks: 0 }
        const answer = await call('take_bundle', input)
        void staleNow(changedBy(answer))
        const { done, blocks, of_blocks: of } = taken.value = answer.value
        // A desk that answers without moving would be asked for ever.
        if (start && !done && blocks <= before) throw new Fault('bad_answer', { said: `block ${blocks}` })
        if (start) left.value = Math.ceil(((performance.now() - start.ms) / 1000 / (blocks - start.blocks)) * (of - blocks))
        start ??= { blocks, ms: performance.now() }
      } while (!taken.value.done && !stopping.value && !gone)
    } catch (thrown) {
      fault.value = asFault(thrown)
    } finally {
      running.value = false
    }
    return taken.value?.done ?? false
  }
  onScopeDispose(() => { gone = true })
  return {
    taken, running, stopping, fault, left, run,
    stop: () => { stopping.value = true },
    stopped: computed(() => !running.value && taken.value !== undefined && !taken.value.done),
  }
}
