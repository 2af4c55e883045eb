// Ends work that goes on at the desk. Where that could not be told, it says why: a button that only looks busy would be pressed for nothing.
import { useAct } from '@/host/act'
import { toast } from '@/parts/shell/toast'
import { show } from '@/words/faces'

/** Answers whether the desk was told. */
export function useStop(name: 'stop_export' | 'stop_files' | 'stop_exchange' | 'stop_work'): () => Promise<boolean> {
  const act = useAct(name)
  return async () => {
    const told = await act.run({}) !== undefined
    if (!told && act.fault.value) toast(show(act.fault.value).text, { tone: 'late' })
    return told
  }
}
