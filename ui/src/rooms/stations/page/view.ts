// A station's answer in the shapes its cards show.
import type { PostRow, StationView, StepView } from '@/host/calls.gen'
import { w } from '@/words'
import { daysOf, degreesOf } from '../steps/forms'

/** The desk names a beginning by the step of its noun; what is called may be named otherwise. */
const CALLS: Record<string, string> = { open_subpoint: 'add_subpoint' }

/** What can be begun here stands before what can be done to the station itself. */
export const stepsWithBeginnings = (view: Pick<StationView, 'steps' | 'beginnings'>): StepView[] => [
  ...view.beginnings.map((step) => ({ ...step, verb: CALLS[step.verb] ?? step.verb })), ...view.steps,
]

export function termOf(post: Pick<PostRow, 'from_on' | 'to_on'>): string {
  if (post.to_on) return w('stations.term', { from: post.from_on ?? w('marks.none'), to: post.to_on })
  return w('stations.term_open', { from: post.from_on ?? w('marks.none') })
}

export type PostTime = 'now' | 'past' | 'ahead'

export function timeOf(post: Pick<PostRow, 'holds' | 'from_on'>, today: string): PostTime {
  if (post.holds) return 'now'
  return post.from_on && post.from_on > today ? 'ahead' : 'past'
}

/** Of a fact that is kept as a number, what people read; of any other nothing. */
export function factSays(field: string, value: string): string | undefined {
  if (field === 'open_days') return daysOf([Number(value)])
  return field === 'lon_e6' || field === 'lat_e6' ? degreesOf(Number(value)) : undefined
}
