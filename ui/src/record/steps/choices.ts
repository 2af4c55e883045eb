// What a step can be about, read from the page's own record: its clocks, the requests that wait, the letters that are out.
import type { ClockView } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import { w, wordOr } from '@/words'
import type { StepField, StepTarget } from './form'

export function choicesIn(field: StepField, view: StepTarget): Option[] {
  if (field.offers) return field.offers(view)
  if (field.kind === 'clock') return (view.clocks ?? []).filter((clock) => fits(clock, field.clocks)).map((clock) => ({ value: clock.flow, label: clock.law?.matter ?? clock.rule }))
  if (field.kind === 'request') return (view.waiting ?? []).map((asked) => ({ value: asked.id, label: requestSays(asked, view.clocks ?? []) }))
  return field.kind === 'referral' ? lettersOut(view) : []
}

function fits(clock: ClockView, which: StepField['clocks']): boolean {
  if (clock.state !== 'running' && clock.state !== 'paused') return false
  if (which === 'paused' || which === 'running') return clock.state === which
  // A clock opened by hand carries its mark in the flow's last part.
  return which === 'by_hand' ? /\/h\d+$/.test(clock.flow) : true
}

export function requestSays(asked: NonNullable<StepTarget['waiting']>[number], clocks: ClockView[]): string {
  const clock = clocks.find((one) => one.flow === asked.clock)
  return w('record.request_says', { kind: wordOr(`record.choices.request.${asked.kind}`, asked.kind), clock: clock?.law?.matter ?? asked.clock, reason: asked.reason })
}

function lettersOut(view: StepTarget): Option[] {
  const lines = (view.timeline ?? []).flatMap((entry) => entry.changes.filter((change) => change.kind === 'line' && change.name === 'referral'))
  return lines.flatMap(({ after }) => {
    if (typeof after !== 'object' || after === null || !('id' in after)) return []
    const { id, unit, letter_no: no } = after as { id: unknown, unit?: unknown, letter_no?: unknown }
    return [{ value: String(id), label: [unit, no].filter(Boolean).join(' ') || String(id) }]
  })
}
