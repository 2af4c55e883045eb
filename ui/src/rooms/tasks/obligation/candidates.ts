// Records of the station within the task's days, of the nouns its items ask for.
import { computed } from 'vue'
import { useAsk } from '@/host/ask'
import type { Listed, ObligationView, ProofNoun } from '@/host/calls.gen'
import { w } from '@/words'
import { show } from '@/words/faces'
import type { Candidate } from './forms'

const MOST = 200

export function useCandidates(view: () => ObligationView | undefined) {
  const asks = (noun: ProofNoun, always = false) => {
    const facts = view()?.facts
    return Boolean(view()?.station) && (always || Boolean(facts?.items?.some((item) => item.proof === noun || item.proof === 'any')))
  }
  const listed = (): Listed => {
    const { station, facts, due_on: due } = view() ?? {}
    // A rest day may have moved the due day out of the period.
    const from = due && facts?.from_on && due < facts.from_on ? due : facts?.from_on
    const to = due && facts?.to_on && due > facts.to_on ? due : facts?.to_on
    return { stations: station ? [station.record] : [], limit: MOST, ...(from ? { from } : {}), ...(to ? { to } : {}) }
  }
  const activities = useAsk('list_activities', listed, { about: ['activities'], when: () => asks('activity', true) })
  const visits = useAsk('list_visits', listed, { about: ['visits'], when: () => asks('visit', true) })
  const appeals = useAsk('list_appeals', listed, { about: ['appeals'], when: () => asks('appeal') })
  const voices = useAsk('list_voices', listed, { about: ['voices'], when: () => asks('voice') })
  const all = [activities, visits, appeals, voices]
  const rows = computed<Candidate[]>(() => all.flatMap((asked) => asked.value.value?.rows ?? []).sort((a, b) => (b.on ?? '').localeCompare(a.on ?? '')))
  /** Why something that proves it may not be among them. */
  const lacks = computed(() => {
    const failed = all.find((asked) => asked.fault.value)?.fault.value
    if (failed) return w('tasks.items.not_read', { why: show(failed).text })
    return all.some((asked) => asked.value.value?.next) ? w('tasks.items.newest', { n: MOST }) : undefined
  })
  return { rows, lacks }
}
