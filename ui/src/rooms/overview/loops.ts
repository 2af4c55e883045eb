// The loops of a noun by the step they stand at; what is closed ends the last bar.
import type { LoopStep, Stage } from '@/host/calls.gen'
import { behind } from '@/lists/behind'
import type { FlowPart } from '@/parts/figures/FlowBar.vue'
import { wordOr } from '@/words'

export const NOUNS = ['all', 'appeal', 'voice'] as const
export type LoopNoun = (typeof NOUNS)[number]
export interface Bar { stage: Stage, parts: FlowPart[] }

const BARS = ['collect', 'handle', 'feedback', 'evaluate'] as const
const GROUPS: Record<string, string> = { appeal: 'appeals.states', voice: 'voices.states' }

export function barsOf(steps: LoopStep[], noun: LoopNoun): Bar[] {
  const wanted = steps.filter((step) => noun === 'all' || step.number.noun === noun)
  const at = (stage: Stage) => wanted.filter((step) => step.stage === stage).map((step) => partOf(step, noun))
  return BARS.map((stage) => ({ stage, parts: stage === 'evaluate' ? [...at(stage), ...at('closed')] : at(stage) }))
}

function partOf({ number, stage, state }: LoopStep, noun: LoopNoun): FlowPart {
  const to = behind(number.noun, number.list)
  const name = wordOr(`${GROUPS[number.noun] ?? number.noun}.${state}`, state)
  return {
    key: `${number.noun}.${state}`, n: number.n, tone: stage === 'closed' ? 'done' : state === 'reworking' ? 'late' : 'act',
    label: name, ...(noun === 'all' ? { of: wordOr(`nouns.${number.noun}`, number.noun) } : {}), ...(to ? { to } : {}),
  }
}
