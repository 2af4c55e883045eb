// A voice's record in the shapes the page draws: the loop on top, and what was said and decided, by kind.
import type { LinkedRow, Stage, TimelineEntry, VoiceView } from '@/host/calls.gen'
import type { Tone } from '@/parts/base/Tag.vue'
import { shortDay } from '@/parts/days'
import type { LoopStep } from '@/parts/time/Loop.vue'
import { marked, type Names } from '@/record/view'
import { w, wordOr } from '@/words'
import { sayRefusal } from '@/words/faces'

const LOOP = ['collect', 'handle', 'feedback', 'evaluate'] as const
type LoopKey = (typeof LOOP)[number]
const TONES: Partial<Record<Stage, Tone>> = { collect: 'act', handle: 'act', feedback: 'act', evaluate: 'act', closed: 'done' }

export const stateTone = (stage: Stage): Tone => TONES[stage] ?? 'plain'
const stateWord = (state: string) => wordOr(`voices.states.${state}`, state)
const joined = (...said: (string | undefined)[]) => said.filter(Boolean).join(w('marks.dot'))

/** It left the loop before an answer: the rest goes on elsewhere. */
const LEFT = ['became_appeal', 'became_clue', 'referred', 'returned']
export const hasLeft = (view: Pick<VoiceView, 'state' | 'answers' | 'sorted'>) => LEFT.includes(view.state) || (view.state === 'archived' && view.answers.length === 0)

export function loopOf(view: VoiceView, today: string): LoopStep[] {
  const left = hasLeft(view)
  const here = left ? LOOP.indexOf('feedback') : view.stage === 'closed' ? LOOP.length : LOOP.indexOf(view.stage as LoopKey)
  return LOOP.map((key, at) => ({ key, name: w(`voices.stages.${key}`), state: at < here ? 'done' : at === here && !left ? 'here' : 'todo', says: loopSays(view, key, left ? 1 : at - here, today) }))
}

function loopSays(view: VoiceView, key: LoopKey, from: number, today: string): string {
  const left = hasLeft(view)
  const state = from === 0 && !left ? stateWord(view.state) : ''
  if (key === 'collect') return joined(view.registered_on ? w('voices.loop.registered', { on: shortDay(view.registered_on, today) }) : undefined, state)
  if (key === 'handle') return left ? stateWord(view.state) : joined(state, view.holder_name ? w('voices.loop.holder', { name: view.holder_name }) : undefined) || w('voices.loop.to_sort')
  if (left) return w('voices.loop.left')
  const verb = key === 'feedback' ? 'answer_voice' : 'evaluate_voice'
  return from < 0 ? lastOn(view, verb, today) : joined(state, lacksOf(view, verb)) || w(`voices.loop.${key}`)
}

function lastOn(view: VoiceView, verb: string, today: string): string {
  const entry = view.timeline.find((one) => one.act === verb && !one.undone && !one.powerless)
  return entry ? w('voices.loop.done_on', { on: shortDay(entry.on, today), verb: wordOr(`verbs.${verb}`, verb) }) : ''
}

/** What the desk says is still missing for a step that is reached already. */
function lacksOf(view: VoiceView, verb: string): string | undefined {
  const why = view.steps.find((step) => step.verb === verb)?.why
  return why && why.code === 'lacks' ? sayRefusal(why) : undefined
}

export interface Said { on: string, by: string, tags: { text: string, tone: Tone }[], says: string[], text: string }
export interface Section { key: 'sorted' | 'decisions' | 'contacts' | 'answers' | 'evaluations' | 'settled', said: Said[] }

const RATED: Record<string, Tone> = { satisfied: 'done', fairly_satisfied: 'done', dissatisfied: 'late' }
const ADOPTED: Record<string, Tone> = { adopted: 'done', partly: 'near', not_adopted: 'plain' }

export function sectionsOf(view: VoiceView, names: Pick<Names, 'nameOf' | 'doubtOf'>): Section[] {
  const nameOf = (field: string, value: string) => marked(names.nameOf(field, value), names.doubtOf?.(field, value))
  const people = peopleIn(view.timeline)
  const byOn = ({ by, on }: { by: string, on: string }) => ({ on, by: people.get(by) ?? '' })
  const tag = (text: string, tone: Tone = 'plain') => ({ text, tone })
  const all: Section[] = [
    { key: 'sorted', said: view.sorted.map((one) => ({
      ...byOn(one), tags: [tag(nameOf('route', one.route), 'act'), ...one.grounds.map((ground) => tag(wordOr(`lacks.${ground}`, ground), 'doubt'))],
      says: one.unit ? [w('voices.to_unit', { unit: nameOf('unit', one.unit) })] : [], text: one.reason ?? '',
    })) },
    { key: 'decisions', said: view.decisions.map((one) => ({ ...byOn(one), tags: [tag(nameOf('adoption', one.adoption), ADOPTED[one.adoption])], says: [], text: one.reason ?? '' })) },
    { key: 'contacts', said: view.contacts.map((one) => ({ ...byOn(one), tags: [tag(nameOf('phase', one.phase))], says: [nameOf('delivery', one.how)], text: one.text })) },
    { key: 'answers', said: view.answers.map((one) => ({ ...byOn(one), tags: [tag(w('voices.class', { key: one.class, name: nameOf('class', one.class) }), 'act')], says: [nameOf('reply_form', one.how), ...(one.proof ? [one.proof.name] : [])], text: one.text })) },
    { key: 'evaluations', said: view.evaluations.map((one) => ({
      ...byOn(one), tags: [tag(w('voices.result', { rating: nameOf('level', one.level) }), RATED[one.level]), ...(one.attitude ? [tag(w('voices.attitude', { rating: nameOf('level', one.attitude) }), RATED[one.attitude])] : [])],
      says: [nameOf('delivery', one.how)], text: one.reason ?? '',
    })) },
    { key: 'settled', said: settledIn(view.timeline) },
  ]
  return all.filter((section) => section.said.length > 0)
}

const linesOf = (entry: TimelineEntry) => (entry.undone || entry.powerless ? [] : entry.changes.filter((change) => change.kind === 'line').map((change) => ({ name: change.name, after: change.after as Record<string, unknown> | null })))

/** Whose records stand behind the lines: each line names the person, its entry the name. */
function peopleIn(timeline: TimelineEntry[]): Map<string, string> {
  return new Map(timeline.flatMap((entry) => linesOf(entry).flatMap(({ after }) => (typeof after?.by === 'string' ? [[after.by, entry.by_name] as const] : []))))
}

function settledIn(timeline: TimelineEntry[]): Said[] {
  return timeline.flatMap((entry) => linesOf(entry).filter(({ name }) => name === 'settled').map(({ after }) => ({ on: entry.on, by: entry.by_name, tags: [{ text: w('voices.still_dissatisfied'), tone: 'late' as const }], says: [], text: String(after?.finding ?? '') })))
}

export const became = (view: VoiceView): LinkedRow | undefined => view.links.find((link) => link.kind === 'became')
/** The visit or activity it was raised at. */
export const originOf = (view: VoiceView): LinkedRow | undefined => view.links.find((link) => link.kind === 'origin')

export const coDeputiesOf = (view: VoiceView): string =>
  (view.facts.co_deputies ?? []).map((id) => view.links.find((link) => link.row.record === id)?.row.title).filter(Boolean).join(w('marks.list'))
