// An appeal's record in the shapes the parts draw: the loop on top, the steps with their reasons, what happened.
import type { AppealView, EntryChange as Change, Stage, TimelineEntry as Entry } from '@/host/calls.gen'
import type { Tone } from '@/parts/base/Tag.vue'
import { shortDay } from '@/parts/days'
import type { LoopStep } from '@/parts/time/Loop.vue'
import type { StepAct } from '@/parts/time/StepsPanel.vue'
import type { FieldChange, TimelineEntry } from '@/parts/time/Timeline.vue'
import { w, wordOr } from '@/words'
import { sayRefusal } from '@/words/faces'
import { forms } from '../steps/forms'

const LOOP = ['collect', 'handle', 'feedback', 'evaluate'] as const
type LoopKey = (typeof LOOP)[number]

export const stateTone = (stage: Stage): Tone => (stage === 'closed' ? 'done' : stage === 'none' ? 'plain' : 'act')
export const stateWord = (state: string) => wordOr(`appeals.states.${state}`, state)

export function loopOf(view: AppealView, today: string): LoopStep[] {
  const here = view.stage === 'closed' ? LOOP.length : LOOP.indexOf(view.stage as LoopKey)
  return LOOP.map((key, at) => ({
    key, name: w(`appeals.stages.${key}`), state: at < here ? 'done' : at === here ? 'here' : 'todo', says: loopSays(view, key, at - here, today),
  }))
}

function loopSays(view: AppealView, key: LoopKey, from: number, today: string): string {
  const state = from === 0 ? stateWord(view.state) : ''
  const joined = (...said: (string | undefined)[]) => said.filter(Boolean).join(w('marks.dot'))
  if (key === 'collect') return joined(view.registered_on ? w('appeals.loop.registered', { on: shortDay(view.registered_on, today) }) : undefined, state)
  if (key === 'handle') return joined(state, view.holder_name ? w('appeals.loop.holder', { name: view.holder_name }) : undefined) || w('appeals.loop.to_sort')
  const verb = key === 'feedback' ? 'deliver_appeal' : 'evaluate_appeal'
  if (from < 0) return lastOn(view, verb, today)
  return joined(state, lacksOf(view, verb)) || w(`appeals.loop.${key}`)
}

function lastOn(view: AppealView, verb: string, today: string): string {
  const entry = view.timeline.find((one) => one.act === verb && !one.undone)
  return entry ? w('appeals.loop.done_on', { on: shortDay(entry.on, today), verb: wordOr(`verbs.${verb}`, verb) }) : ''
}

/** What the desk says is still missing for a step that is reached already. */
function lacksOf(view: AppealView, verb: string): string | undefined {
  const why = view.steps.find((step) => step.verb === verb)?.why
  return why && why.code === 'lacks' ? sayRefusal(why) : undefined
}

export interface Acts { now: StepAct[], aside: StepAct[], later: StepAct[] }

/** Corrections and side paths: they wait in the menu, so that the way forward stands alone. */
const ASIDE = ['amend_appeal', 'set_external_no', 'link_same', 'unlink_same', 'declare_recusal', 'clear_conflict', 'hand_over_appeal', 'urge_appeal', 'start_clock', 'stop_clock', 'sample_appeal']

/** `later`: steps whose only reason is that this is not their point. They are no news and stay folded. */
export function stepsOf(view: AppealView): Acts {
  const acts = view.steps.filter((step) => step.verb in forms)
  const act = ({ verb, may, why }: AppealView['steps'][number]): StepAct => ({
    verb, label: wordOr(`verbs.${verb}`, verb), may, why: why ? sayRefusal(why) : undefined, keys: forms[verb]?.keys,
  })
  const far = (step: (typeof acts)[number]) => step.why?.code === 'not_now'
  const aside = (step: (typeof acts)[number]) => ASIDE.includes(step.verb)
  return {
    now: acts.filter((step) => !far(step) && !aside(step)).map(act),
    aside: acts.filter((step) => !far(step) && aside(step)).map(act),
    later: acts.filter(far).map(act),
  }
}

export type Shown = 'all' | 'acts' | 'fields'
export type NameOf = (field: string, value: string) => string

export function timelineOf(entries: Entry[], shown: Shown, nameOf: NameOf): TimelineEntry[] {
  const first = entries[entries.length - 1]?.entry
  return entries
    .map((entry) => told(entry, entry.entry === first, nameOf))
    .filter((entry) => shown === 'all' || (entry.changes?.length ?? 0) > 0 === (shown === 'fields'))
}

function told(entry: Entry, first: boolean, nameOf: NameOf): TimelineEntry {
  const lines = entry.changes.filter((change) => change.kind === 'line')
  const marks = [entry.powerless ? w('appeals.marks.powerless') : '', entry.undone ? w('appeals.marks.undone') : '', entry.suspect_clock ? w('appeals.marks.clock') : ''].filter(Boolean)
  const says = lines.map((change) => textOf(change.after)).filter(Boolean).join(w('marks.dot'))
  return {
    id: entry.entry, at: entry.at_ms, who: entry.by_name, text: [wordOr(`verbs.${entry.act}`, entry.act), says].filter(Boolean).join(w('marks.colon')),
    // The first entry fills every field: that is the form, not a change.
    changes: first ? [] : entry.changes.flatMap((change) => fieldChange(change, nameOf)),
    reason: reasonOf(lines), marks, void: entry.undone || entry.powerless,
  }
}

function fieldChange(change: Change, nameOf: NameOf): FieldChange[] {
  if (change.kind === 'move' && change.name === 'main') return [{ field: w('appeals.state'), from: stateWord(String(change.before ?? '')), to: stateWord(String(change.after ?? '')) }]
  if (change.kind !== 'field' || HIDDEN.includes(change.name)) return []
  return [{ field: wordOr(`fields.${change.name}`, change.name), from: plain(change.before, change.name, nameOf), to: plain(change.after, change.name, nameOf) }]
}

/** Records by their id, and what the program keeps for itself. */
const HIDDEN = ['holder', 'station', 'office', 'registered_by', 'registered_on', 'visit', 'origin', 'sorted_by', 'handled_by_office']

function plain(value: unknown, field: string, nameOf: NameOf): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return w(value ? 'appeals.yes' : 'appeals.no')
  return typeof value === 'object' ? JSON.stringify(value) : nameOf(field, String(value))
}

const SAYS = ['text', 'finding', 'note', 'unit']
function textOf(line: unknown): string {
  if (typeof line === 'string') return line
  if (typeof line !== 'object' || line === null) return ''
  const told = line as Record<string, unknown>
  return SAYS.map((key) => told[key]).filter((one): one is string => typeof one === 'string' && one !== '').join(w('marks.dot'))
}

function reasonOf(lines: Change[]): string | undefined {
  const reasons = lines.map(({ after }) => (typeof after === 'object' && after !== null && 'reason' in after ? after.reason : undefined))
  return reasons.find((one): one is string => typeof one === 'string' && one !== '' && !/^[a-z_]+$/.test(one))
}
