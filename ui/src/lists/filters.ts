// The filters every list of records has, and how they are asked (`Listed`). A number elsewhere opens its list with `?list=`:
// the whole filter as JSON; what is chosen on the page narrows it further.
import type { Listed } from '@/host/calls.gen'
import { addDays } from '@/parts/days'
import type { Option } from '@/parts/fields/field'
import { type Filter, type FilterValues, isSet } from '@/parts/lists/list'
import { w } from '@/words'
import type { Choice } from './choices'

export type FilterKey = 'due' | 'states' | 'stations' | 'kinds' | 'on' | 'text' | 'mine'
export interface FilterOptions { states: Option[], stations: Choice, kinds: Choice, text: string }

const NEAR_DAYS = 7

export function recordFilters(keys: FilterKey[], options: FilterOptions): Filter[] {
  const all: Record<FilterKey, Filter> = {
    due: { kind: 'choice', key: 'due', label: w('lists.due'), options: (['late', 'today', 'week'] as const).map((value) => ({ value, label: w(`lists.dues.${value}`) })) },
    states: { kind: 'several', key: 'states', label: w('lists.state'), options: options.states },
    stations: { kind: 'several', key: 'stations', label: w('lists.station'), ...options.stations },
    kinds: { kind: 'choice', key: 'kinds', label: w('lists.kind'), ...options.kinds },
    on: { kind: 'days', key: 'on', label: w('lists.on') },
    text: { kind: 'text', key: 'text', label: options.text },
    mine: { kind: 'switch', key: 'mine', label: w('lists.mine') },
  }
  return keys.map((key) => all[key])
}

/** The filter a number brought along. What cannot be read is no filter. */
export function broughtAlong(query: unknown): Listed {
  if (typeof query !== 'string') return {}
  try {
    const told: unknown = JSON.parse(query)
    return typeof told === 'object' && told !== null && !Array.isArray(told) ? told : {}
  } catch {
    return {}
  }
}

export function listedOf(values: FilterValues, base: Listed, today: string): Listed {
  const [from, to] = several(values.on)
  const text = String(values.text ?? '').trim()
  const due = dueOf(values.due, today)
  return {
    ...base,
    ...(due ? { due } : {}),
    ...(isSet(values.states) ? { states: several(values.states) } : {}),
    ...(isSet(values.stations) ? { stations: several(values.stations) } : {}),
    ...(isSet(values.kinds) ? { kinds: several(values.kinds) } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(text ? { text } : {}),
    ...(values.mine === true ? { mine: true } : {}),
  }
}

export function several(value: FilterValues[string]): string[] {
  return Array.isArray(value) ? value : typeof value === 'string' && value ? [value] : []
}

export function dueOf(value: FilterValues[string], today: string): Listed['due'] {
  if (!today) return undefined
  // What is owed to nobody is not late: as today's groups and the overview count.
  const running: Listed['due'] = { states: ['running'], excluded: false }
  if (value === 'late') return { ...running, to: addDays(today, -1) }
  if (value === 'today') return { ...running, from: today, to: today }
  if (value === 'week') return { ...running, from: today, to: addDays(today, NEAR_DAYS) }
  return undefined
}
