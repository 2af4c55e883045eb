// An act: carried out once, its refusal kept for the form, its topics told to whoever lists them.
import { ref, type Ref, shallowRef, type ShallowRef } from 'vue'
import { changedBy, staleNow } from './client'
import { asFault, type Fault } from './fault'
import { call, type CallName, type Input, type Output } from './index'

export interface Act<N extends CallName> {
  /** The answer, or nothing when it was refused: the reason is then in `fault`. Busy until `then` is through too, such as the end of its draft. */
  run: (input: Input<N>, then?: (answer: Output<N>) => Promise<void>) => Promise<Output<N> | undefined>
  busy: Ref<boolean>
  fault: ShallowRef<Fault | undefined>
  clear: () => void
}

export function useAct<N extends CallName>(name: N): Act<N> {
  const busy = ref(false)
  const fault = shallowRef<Fault>()
  const run = async (input: Input<N>, then?: (answer: Output<N>) => Promise<void>) => {
    // A second press while the first is on its way would do the act twice.
    if (busy.value) return undefined
    busy.value = true
    fault.value = undefined
    try {
      const answer = await call(name, input)
      void staleNow(changedBy(answer))
      await then?.(answer)
      return answer
    } catch (thrown) {
      fault.value = asFault(thrown)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { run, busy, fault, clear: () => { fault.value = undefined } }
}
