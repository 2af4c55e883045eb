// What was begun on a page and not done: its draft comes in the address, and may be here before what it is about.
import { onMounted, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { openDraft } from '@/host/draft'
import { asFault } from '@/host/fault'
import { toast } from '@/parts/shell/toast'
import { w } from '@/words'
import { show } from '@/words/faces'
import type { KeptStep, StepValue, StepValues } from '../steps/values'

export interface Resumed extends KeptStep { verb: string }

export interface ResumeChoices {
  /** Where several listen on one page: what this one takes up. */
  verbs?: readonly string[]
  /** What it can be about is here. */
  ready: () => boolean
  /** False: what it is about is not here any more. */
  take: (kept: Resumed) => boolean
}

export function useResumed({ verbs, ready, take }: ResumeChoices): void {
  const route = useRoute()
  const begun = shallowRef<Resumed>()
  onMounted(async () => {
    const id = route.query.draft
    if (typeof id !== 'string') return
    try {
      const { verb, values, on } = await openDraft(id) as { verb?: string, values?: StepValues, on?: string }
      if (verb && (verbs?.includes(verb) ?? true)) begun.value = { id, verb, values: values ?? {}, ...(on ? { on } : {}) }
    } catch (thrown) {
      const fault = asFault(thrown)
      // Done or thrown away since: its address stays in the history.
      if (fault.code !== 'missing') toast(show(fault).text, { tone: 'late' })
    }
  })
  watch(() => (ready() ? begun.value : undefined), (kept) => {
    if (!kept) return
    begun.value = undefined
    if (!take(kept)) toast(w('drafts.not_here'), { tone: 'late' })
  })
}

/** A text as a draft kept it; nothing where it is of another shape. */
export const textOf = (value: StepValue): string => (typeof value === 'string' ? value : '')

/** The same for what was chosen among several. */
export const listOf = (value: StepValue): unknown[] => (Array.isArray(value) ? value : [])
