// Taking a bundle in, a few blocks a call. To stop is to call no more: what came is kept, and the next time goes on from there.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { call } from '@/host'
import type { TakeBundle, TakenBundle } from '@/host/calls.gen'
import { changedBy, staleNow } from '@/host/client'
import { asFault, Fault } from '@/host/fault'
import { type Pace, usePace } from '@/parts/pace'

export function useTaking() {
  const taken = shallowRef<TakenBundle>()
  const running = ref(false)
  const stopping = ref(false)
  const fault = shallowRef<Fault>()
  /** New entries a second, and the seconds that are left; unknown in the beginning. */
  const pace = ref<Partial<Pace>>()
  let gone = false

  async function run(input: TakeBundle): Promise<boolean> {
    if (running.value) return false
    running.value = true
    stopping.value = false
    fault.value = pace.value = undefined
    const clock = () => performance.now()
    const [ofBlocks, ofNew] = [usePace(clock), usePace(clock)]
    let before: number | undefined
    try {
      do {
        const answer = await call('take_bundle', input)
        void staleNow(changedBy(answer))
        const { done, blocks, of_blocks: of, n_new: n } = taken.value = answer.value
        // A desk that answers without moving would be asked for ever.
        if (before !== undefined && !done && blocks <= before) throw new Fault('bad_answer', { said: `block ${blocks}` })
        before = blocks
        pace.value = { rate: ofNew({ done: n, of: 0 })?.rate, left: ofBlocks({ done: blocks, of })?.left }
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
    taken, running, stopping, fault, pace, run,
    stop: () => { stopping.value = true },
    stopped: computed(() => !running.value && taken.value !== undefined && !taken.value.done),
  }
}
