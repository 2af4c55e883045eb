// What the list can be narrowed to, and how that is asked. A number elsewhere opens its list with `?list=` (the whole filter as JSON);
// what is chosen here narrows it further.
import type { Listed, Stage } from '@/host/calls.gen'
import type { Choice } from '@/lists/choices'
import { dueOf, several } from '@/lists/filters'
import type { Option } from '@/parts/fields/field'
import type { Filter, FilterValues } from '@/parts/lists/list'
import { w, words, wordOr } from '@/words'

const DUE = ['late', 'today', 'week'] as const
const FLAGS = ['no_external_no', 'request_waiting', 'paper_unconfirmed', 'late_entry', 'unreachable', 'reworked', 'anonymous', 'leader_case_due', 'group', 'hand_over_asked', 'handed_over', 'answered_there', 'handed_in', 'doubtful'] as const
const STAGES = ['collect', 'handle', 'feedback', 'evaluate', 'closed'] as const

const worded = (group: string, keys: readonly string[]): Option[] => keys.map((value) => ({ value, label: wordOr(`${group}.${value}`, value) }))

export function appealFilters(stations: Choice, categories: Choice): Filter[] {
  return [
    { kind: 'choice', key: 'due', label: w('appeals.filters.due'), options: worded('appeals.due', DUE) },
    { kind: 'several', key: 'stages', label: w('appeals.filters.stage'), options: worded('appeals.stages', STAGES) },
    { kind: 'several', key: 'states', label: w('appeals.filters.state'), options: worded('appeals.states', Object.keys(words.appeals.states)) },
    { kind: 'several', key: 'stations', label: w('appeals.filters.station'), ...stations },
    { kind: 'choice', key: 'kinds', label: w('appeals.filters.category'), ...categories },
    { kind: 'choice', key: 'flag', label: w('appeals.filters.flag'), options: worded('appeals.flags', FLAGS) },
    { kind: 'days', key: 'received', label: w('appeals.filters.received') },
    { kind: 'text', key: 'text', label: w('appeals.filters.text') },
    { kind: 'switch', key: 'mine', label: w('appeals.filters.mine') },
  ]
}

export function listedOf(values: FilterValues, base: Listed, today: string): Listed {
  const [from, to] = several(values.received)
  const text = String(values.text ?? '').trim()
  const due = dueOf(values.due, today)
  return {
    ...base,
    ...(due ? { due } : {}),
    ...given('stages', several(values.stages) as Stage[]),
    ...given('states', several(values.states)),
    ...given('stations', several(values.stations)),
    ...given('kinds', several(values.kinds)),
    ...(typeof values.flag === 'string' && values.flag ? { flag: values.flag } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(text ? { text } : {}),
    ...(values.mine === true ? { mine: true } : {}),
  }
}

function given<K extends keyof Listed, V extends unknown[]>(key: K, values: V): { [key in K]?: V } {
  return values.length ? { [key]: values } as { [key in K]?: V } : {}
}
