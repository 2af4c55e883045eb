// What a hearing still wants at its point, and how old a hearer is on the day.
import type { HearingView } from '@/host/calls.gen'

export interface Lacking { after: boolean, names: string[] }

/** Before it is held the conditions of holding; then those of its record. Nothing once it is over. */
export function lacksNow(state: string, hearing: HearingView): Lacking | undefined {
  if (state === 'planned') return { after: false, names: hearing.lacks_before }
  return state === 'held' ? { after: true, names: hearing.lacks_after } : undefined
}

export function ageOn(bornOn: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years
}
