// 转交 in words: what goes along before it is decided, how it stands, and what nobody knew of when it was handed over.
import type { AppealView, HandOverView, LateWork } from '@/host/calls.gen'
import { useAsk } from '@/host/ask'
import { shortDay } from '@/parts/days'
import { w, wordOr } from '@/words'

export type OfficeOf = (code: string) => string

export function useOfficeNames(): OfficeOf {
  const offices = useAsk('offices', {}, { about: ['reference'] })
  return (code) => offices.value.value?.find((one) => one.code === code)?.name ?? code
}

/** What begins over there if it is approved; nothing while nobody may approve it here. */
export function previewOf(view: AppealView, officeOf: OfficeOf): string | undefined {
  const given = view.hand_over
  if (given?.at !== 'asked') return undefined
  const office = officeOf(given.to_office)
  const goes = { office, people: view.parties.length, materials: view.facts.materials?.length ?? 0, entries: view.timeline.length }
  return view.facts.received_on ? w('appeals.handing.goes', { ...goes, on: view.facts.received_on }) : w('appeals.handing.goes_undated', goes)
}

/** Where it stands, with the day of the last decision. */
export function standsOf(given: HandOverView, officeOf: OfficeOf, today: string): string {
  return w(`appeals.handing.at.${given.at}`, { office: officeOf(given.to_office), on: given.decided_on ? shortDay(given.decided_on, today) : '' })
}

/** How it stands over there, by the last word of it. */
export function wordFrom(given: HandOverView, today: string): string {
  if (!given.there_state) return w('appeals.handing.no_word')
  const state = wordOr(`appeals.states.${given.there_state}`, given.there_state)
  return [given.there_no, state, given.there_on ? shortDay(given.there_on, today) : undefined].filter(Boolean).join(w('marks.dot'))
}

export const lateSays = (late: LateWork, today: string): string => [shortDay(late.on, today), wordOr(`verbs.${late.act}`, late.act), late.by_name].filter(Boolean).join(w('marks.dot'))
