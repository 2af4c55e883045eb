// The name of a value in a field of an appeal: codes by their lists, everything else as it stands.
import { useCodes } from '@/host/codes'

const LISTS: Record<string, string> = {
  way: 'way', purpose: 'purpose', category: 'category', content: 'content', function: 'function', occasion: 'occasion', case_stage: 'case_stage',
  urgency: 'urgency', risk: 'risk', nature: 'nature', flags: 'flag', resolution: 'resolution', three_in_place: 'three_in_place',
}

export function useFactNames(): (field: string, value: string) => string {
  const lists = Object.fromEntries(Object.entries(LISTS).map(([field, list]) => [field, useCodes(list)]))
  return (field, value) => lists[field]?.nameOf(value) ?? value
}
