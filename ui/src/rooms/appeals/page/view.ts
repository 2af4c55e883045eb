// An appeal's record in the shapes the parts draw: the loop on top.
import type { AppealView, Stage } from '@/host/calls.gen'
import type { Tone } from '@/parts/base/Tag.vue'
import { shortDay } from '@/parts/days'
import type { LoopStep } from '@/parts/time/Loop.vue'
import { marked } from '@/record/view'
import { w, wordOr } from '@/words'
import { sayRefusal } from '@/words/faces'

/** What takes a matter out of sorting, where nobody handles it here afterwards. */
const SORTED = ['answer_on_spot', 'decline_appeal', 'guide_appeal', 'refer_appeal', 'refuse_appeal']
const LOOP = ['collect', 'handle', 'feedback', 'evaluate'] as const
type LoopKey = (typeof LOOP)[number]

export const stateTone = (stage: Stage): Tone => (stage === 'closed' ? 'done' : stage === 'none' ? 'plain' : 'act')
export const stateWord = (state: string) => wordOr(`appeals.states.${state}`, state)

/** What was ticked, and what a rule says by itself; a wording in doubt is marked. */
export function marksOf(view: AppealView, flag: { nameOf: (id: string) => string, doubtOf: (id: string) => boolean }) {
  const said = view.marks.map((one) => one.flag)
  return [...said, ...(view.facts.flags ?? []).filter((one) => !said.includes(one))].map((key) => {
    const rule = view.marks.find((one) => one.flag === key)
    const name = wordOr(`appeals.flags.${key}`, '') || flag.nameOf(key)
    return { key, text: marked(name, rule ? rule.wording === 'unverified' : flag.doubtOf(key)), why: rule ? [rule.matter, rule.article].join(w('marks.dot')) : undefined }
  })
}

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
  if (key === 'handle') return joined(state, view.holder_name ? w('appeals.loop.holder', { name: view.holder_name }) : undefined) || (from < 0 ? lastOn(view, SORTED, today) : w('appeals.loop.to_sort'))
  const verb = key === 'feedback' ? 'deliver_appeal' : 'evaluate_appeal'
  if (from < 0) return lastOn(view, [verb], today)
  return joined(state, lacksOf(view, verb)) || w(`appeals.loop.${key}`)
}

function lastOn(view: AppealView, verbs: string[], today: string): string {
  const entry = view.timeline.find((one) => verbs.includes(one.act) && !one.undone && !one.powerless)
  return entry ? w('appeals.loop.done_on', { on: shortDay(entry.on, today), verb: wordOr(`verbs.${entry.act}`, entry.act) }) : ''
}

/** What the desk says is still missing for a step that is reached already. */
function lacksOf(view: AppealView, verb: string): string | undefined {
  const why = view.steps.find((step) => step.verb === verb)?.why
  return why && why.code === 'lacks' ? sayRefusal(why) : undefined
}
