// Short words after an act, with the way back: the deed as a whole is undone, where the law allows it.
import { call } from '@/host'
import { changedBy, staleNow } from '@/host/client'
import { asFault } from '@/host/fault'
import { toast } from '@/parts/shell/toast'
import { w } from '@/words'
import { show } from '@/words/faces'

interface Done { deed: string, seen: Record<string, string[]> }

const isDone = (answer: unknown): answer is Done => typeof answer === 'object' && answer !== null && 'deed' in answer && 'seen' in answer

/** Tells that an act is done and offers to undo it while the words stand there. */
export function told(verb: string, answer: unknown, text = w('record.step_done', { verb })): void {
  toast(text, isDone(answer) ? { undo: () => void back(verb, answer) } : {})
}

async function back(verb: string, { deed, seen }: Done): Promise<void> {
  try {
    const on = Object.entries(seen).map(([record, heads]) => ({ record, seen: heads }))
    const answer = await call('undo', { deed, on, reason: w('record.undo_reason') })
    toast(w('record.undone_now', { verb }))
    void staleNow(changedBy(answer))
  } catch (thrown) {
    toast(show(asFault(thrown)).text, { tone: 'late' })
  }
}
