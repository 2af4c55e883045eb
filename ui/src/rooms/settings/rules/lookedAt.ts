// A file that is looked at before anything is written: chosen, read, and answered with what it would change.
import { onBeforeUnmount, type Ref, ref, type ShallowRef, shallowRef } from 'vue'
import { asFault, type Fault } from '@/host/fault'
import { pickFiles } from '@/host/files'
import { decode } from './years'

const MOST = 1024 * 1024

export interface LookedAt<P> {
  reading: Ref<boolean>
  file: Ref<{ name: string, text: string } | undefined>
  preview: ShallowRef<P | undefined>
  fault: ShallowRef<Fault | undefined>
  choose: () => Promise<void>
  drop: () => void
}

/** `look` asks what the text would change. Of several choices the last one counts, and none once the page is gone. */
export function useLookedAt<P>(accept: string, look: (text: string) => Promise<P>): LookedAt<P> {
  const reading = ref(false)
  const file = ref<{ name: string, text: string }>()
  const preview = shallowRef<P>()
  const fault = shallowRef<Fault>()
  let turn = 0
  onBeforeUnmount(() => { turn += 1 })

  async function choose() {
    fault.value = undefined
    const mine = ++turn
    try {
      const [picked] = await pickFiles(accept, MOST)
      if (!picked) return
      reading.value = true
      const text = decode(await picked.bytes())
      const answer = await look(text)
      if (mine !== turn) return
      file.value = { name: picked.name, text }
      preview.value = answer
    } catch (thrown) {
      if (mine === turn) { preview.value = undefined; fault.value = asFault(thrown) }
    } finally {
      if (mine === turn) reading.value = false
    }
  }
  return { reading, file, preview, fault, choose, drop: () => { preview.value = undefined; file.value = undefined } }
}
