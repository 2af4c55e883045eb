// A list whose rows are tried one at a time: which one is on its way, and where the caret is once its row has gone with its button.
import { nextTick, ref, type Ref } from 'vue'

export function useOneByOne(lookAgain: () => Promise<unknown>, box: Ref<HTMLElement | undefined>) {
  const trying = ref<string>()
  async function tryOne(key: string, run: () => Promise<unknown>) {
    if (trying.value !== undefined) return
    trying.value = key
    try {
      await run()
      await lookAgain()
    } finally {
      trying.value = undefined
    }
    await nextTick()
    if (document.activeElement === document.body) box.value?.focus()
  }
  return { trying, tryOne }
}
