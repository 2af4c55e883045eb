// A file that a call made goes where the person says. What keeps it from getting there is said, and no page breaks over it.
import { asFault } from '@/host/fault'
import { saveAnswer } from '@/host/files'
import { toast } from '@/parts/shell/toast'
import { w } from '@/words'
import { show } from '@/words/faces'

/** Whether it lies there now. */
export async function keepFile(file: { name: string, bytes: string }): Promise<boolean> {
  try {
    if (await saveAnswer(file)) return true
    toast(w('record.file.unsaved'), { tone: 'late' })
  } catch (thrown) {
    toast(show(asFault(thrown)).text, { tone: 'late' })
  }
  return false
}
