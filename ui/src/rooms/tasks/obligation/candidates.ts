// Records of the station within the task's days, of the nouns its items ask for.
import { computed } from 'vue'
import { useAsk } from '@/host/ask'
import type { Listed, ObligationView, ProofNoun } from '@/host/calls.gen'
import type { Candidate } from './forms'

const MOST = 200

export function useCandidates(view: () => ObligationView | undefined) {
  const asks = (noun: ProofNoun, always = false) => {
    const facts = view()?.facts
    return Boolean(view()?.station) && (always || Boolean(facts?.items?.some((item) => item.proof === noun || item.proof === 'any')))
  }
  const listed = (): Listed => {
    const { station, facts } = view() ?? {}
    return { stations: station ? [station.record] : [], limit: MOST, ...(facts?.from_on ? { from: facts.from_on } : {}), ...(facts?.to_on ? { to: facts.to_on } : {}) }
  }
  const activities = useAsk('list_activities', listed, { about: ['activities'], when: () => asks('activity', true) })
  const visits = useAsk('list_visits', listed, { about: ['visits'], when: () => asks('visit', true) })
  const appeals = useAsk('list_appeals', listed, { about: ['appeals'], when: () => asks('appeal') })
  const voices = useAsk('list_voices', listed, { about: ['voices'], when: () => asks('voice') })
  return computed<Candidate[]>(() => [activities, visits, appeals, voices].flatMap((asked) => asked.value.value?.rows ?? []).sort((a, b) => (b.on ?? '').localeCompare(a.on ?? '')))
}
