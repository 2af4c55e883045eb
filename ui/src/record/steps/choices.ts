// What a step can be about, read from the page's own record: its clocks, the requests that wait, the letters that are out.
import type { ClockView, TimelineEntry } from '@/host/calls.gen'
import { daysBetween } from '@/parts/days'
import type { Option } from '@/parts/fields/field'
import { w, wordOr } from '@/words'
import type { StepField, StepTarget } from './form'

/** `reasonOf` names the code a pause is asked for by; the reasons of the others were written. */
export function choicesIn(field: StepField, view: StepTarget, reasonOf = asWritten): Option[] {
  if (field.offers) return field.offers(view)
  if (field.kind === 'clock') return (view.clocks ?? []).filter((clock) => fits(clock, field.clocks, view.timeline)).map((clock) => ({ value: clock.flow, label: clock.law?.matter ?? clock.rule }))
  if (field.kind === 'request') return (view[field.requests ?? 'waiting'] ?? []).map((asked) => ({ value: asked.id, label: requestSays(asked, view.clocks ?? [], reasonOf) }))
  return field.kind === 'referral' ? lettersOut(view) : []
}

function fits(clock: ClockView, which: StepField['clocks'], timeline: TimelineEntry[] = []): boolean {
  if (clock.state !== 'running' && clock.state !== 'paused') return false
  if (which === 'running') return !isPaused(clock, timeline) || hasGoneOn(clock)
  return which === 'paused' ? isPaused(clock, timeline) : true
}

/** A pause ends by itself: the last day that did not count is further from the due day than today is. */
function hasGoneOn({ days, due_on: due, deadline }: ClockView): boolean {
  const [last] = (deadline?.strip ?? []).filter((segment) => segment.kind === 'paused').reverse()
  return last !== undefined && days !== null && due !== null && daysBetween(last.to, due) > days
}

/** A pause with a planned end has a due day, so the desk counts it among the running: where it stands is told by its flow's newest move. */
function isPaused(clock: ClockView, timeline: TimelineEntry[]): boolean {
  const [move] = inForce(timeline).flatMap((entry) => entry.changes.filter((change) => change.kind === 'move' && change.name === clock.flow))
  return clock.state === 'paused' || move?.after === 'paused'
}

/** What was taken back, or never had force, did not happen. */
const inForce = (timeline: TimelineEntry[]) => timeline.filter((entry) => !entry.undone && !entry.powerless)

type Request = NonNullable<StepTarget['waiting']>[number]
const asWritten = (reason: string) => reason

export function requestSays(asked: Request, clocks: ClockView[], reasonOf = asWritten): string {
  const clock = clocks.find((one) => one.flow === asked.clock)
  return w('record.request_says', {
    kind: wordOr(`record.choices.request.${asked.kind}`, asked.kind), clock: clock?.law?.matter ?? asked.clock, extent: extentOf(asked, clock), reason: asked.kind === 'pause' ? reasonOf(asked.reason) : asked.reason,
  })
}

function extentOf(asked: Request, clock: ClockView | undefined): string {
  if (asked.amount !== null) return w('record.request_longer', { n: asked.amount, unit: wordOr(`record.units.${clock?.law?.unit ?? ''}`, '') }).trim()
  return asked.until_on ? w('record.request_span', { from: asked.on, to: asked.until_on }) : w('record.request_from', { on: asked.on })
}

function lettersOut(view: StepTarget): Option[] {
  const lines = inForce(view.timeline ?? []).flatMap((entry) => entry.changes.filter((change) => change.kind === 'line' && change.name === 'referral'))
  return lines.flatMap(({ after }) => {
    if (typeof after !== 'object' || after === null || !('id' in after)) return []
    const { id, unit, letter_no: no } = after as { id: unknown, unit?: unknown, letter_no?: unknown }
    return [{ value: String(id), label: [unit, no].filter(Boolean).join(' ') || String(id) }]
  })
}
