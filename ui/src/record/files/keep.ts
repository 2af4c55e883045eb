// A file that a call made goes where the person says. What keeps it from getting there is said, and no page breaks over it.
import { ref } from 'vue'
import { asFault } from '@/host/fault'
import { saveAnswer } from '@/host/files'
import { toast } from '@/parts/shell/toast'
import { w } from '@/words'
import { show } from '@/words/faces'

/** Where it goes is being chosen: the chooser is a window of its own, and what was pressed again behind it would be printed twice. */
export const keeping = ref(false)

/** Whether it lies there now. */
export async function keepFile(file: { name: string, bytes: string }): Promise<boolean> {
  keeping.value = true
  try {
    if (await saveAnswer(file)) return true
    toast(w('record.file.unsaved'), { tone: 'late' })
  } catch (thrown) {
    toast(show(asFault(thrown)).text, { tone: 'late' })
  } finally {
    keeping.value = false
  }
  return false
}
