// The record of a hearing: its seven steps in their order, and what each hearer said. What is written already stands in the form.
import type { ActivityView, HearerBounds, HearerOpinion, MinutesStep, SevenSteps, TimelineEntry } from '@/host/calls.gen'
import { half, must, type StepField, type StepForm } from '@/record/steps/form'
import { marked } from '@/record/view'
import { w } from '@/words'

export const SEVEN: readonly SevenSteps[] = ['case', 'statements', 'questions', 'discussion', 'opinions', 'last_words', 'summary']

/** The lines of a kind, the newest of each name. The desk tells them in the timeline, newest first. */
function newest<T>(timeline: TimelineEntry[], line: string, nameOf: (value: T) => string): Map<string, T> {
  const told = timeline.filter((entry) => !entry.undone && !entry.powerless).flatMap((entry) => entry.changes.filter((change) => change.kind === 'line' && change.name === line))
  const kept = new Map<string, T>()
  for (const { after } of told) {
    const value = after as T
    if (!kept.has(nameOf(value))) kept.set(nameOf(value), value)
  }
  return kept
}

export const stepsIn = (timeline: TimelineEntry[]) => newest<MinutesStep>(timeline, 'hearing_step', (one) => one.step)
export const spokenIn = (timeline: TimelineEntry[]) => newest<HearerOpinion>(timeline, 'hearer_opinion', (one) => one.name)

/** How many hearers there must be is data, and its words may be in doubt. */
export function boundsSay({ least, most, wording }: HearerBounds): string {
  const both = least !== null && most !== null ? w('activities.hearing.bounds', { least, most }) : ''
  const one = least !== null ? w('activities.hearing.at_least', { least }) : w('activities.hearing.at_most', { most: most ?? w('marks.none') })
  return marked(both || one, wording === 'unverified')
}

export function recordForm(view?: ActivityView): StepForm {
  const facts = view?.hearing?.facts ?? {}
  const hearers = (view?.hearing?.hearers ?? []).map((one) => one.name)
  const [written, spoken] = [stepsIn(view?.timeline ?? []), spokenIn(view?.timeline ?? [])]
  const step: StepField[] = [must({ key: 'step', kind: 'choice', list: 'step', choices: SEVEN }), must({ key: 'text', kind: 'area', label: 'step_text' })]
  const said: StepField[] = [must({ key: 'name', kind: 'choice', list: 'hearer', choices: hearers, label: 'hearer' }), must({ key: 'text', kind: 'area', label: 'hearer_opinion' })]
  return { fields: [
    { key: 'steps', kind: 'rows', fields: step, begin: SEVEN.map((one) => ({ step: one, text: written.get(one)?.text ?? '' })) },
    { key: 'opinions', kind: 'rows', fields: said, label: 'hearer_opinions', begin: hearers.map((name) => ({ name, text: spoken.get(name)?.text ?? '' })) },
    { key: 'majority', kind: 'area', begin: facts.majority ?? '' },
    { key: 'adopts', kind: 'choice', list: 'adopts', choices: ['adopted', 'not_adopted'], begin: facts.adopts ?? null },
    half({ key: 'clerk', kind: 'person', offers: (target) => (target.links ?? []).filter((link) => link.kind === 'clerk').map(({ row }) => ({ value: row.record, label: row.title })), begin: facts.clerk ?? null }),
    half({ key: 'recording_no', kind: 'text', begin: facts.recording_no ?? '' }), half({ key: 'signed_on', kind: 'day', begin: facts.signed_on ?? null }),
  ] }
}

export type HearingMatter = 'place' | 'deviation'

/** Where the chief's word on a matter stands: the last move of its flow. */
export function standingOf(timeline: TimelineEntry[], matter: HearingMatter): string {
  const moves = timeline.filter((entry) => !entry.undone && !entry.powerless).flatMap((entry) => entry.changes.filter((change) => change.kind === 'move' && change.name === `approve/${matter}`))
  return String(moves[0]?.after ?? '')
}

/**
 * Which of the two a step is about now: the place is asked for before the hearing, a deviation after it; a paper is confirmed at any
 * time. Where the word that it was held under was denied since, the place comes first again.
 */
export function matterNow(view: ActivityView, verb: string): HearingMatter {
  if (verb !== 'confirm_hearing_approval') return view.state === 'planned' || view.hearing?.lacks_after.includes('approval') ? 'place' : 'deviation'
  return standingOf(view.timeline, 'deviation') === 'recorded' ? 'deviation' : 'place'
}

const POINTS: Record<string, readonly string[]> = {
  ask_hearing_approval: ['', 'sent_back', 'disputed'], approve_hearing: ['asked'], send_back_hearing: ['asked'], record_hearing_approval: ['', 'asked', 'sent_back', 'disputed'], confirm_hearing_approval: ['recorded'],
}

export function asksFor(view: ActivityView, verb: string): boolean {
  const points = POINTS[verb]
  if (!points) return true
  const matter = matterNow(view, verb)
  // Who follows the majority needs nobody's word for it.
  if (matter === 'deviation' && view.hearing?.facts.adopts !== 'not_adopted') return false
  return points.includes(standingOf(view.timeline, matter))
}
