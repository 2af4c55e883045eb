// From a number to exactly the list it is the size of. The address carries the whole filter and nothing that says nothing.
import type { RouteLocationRaw } from 'vue-router'
import type { Listed } from '@/host/calls.gen'

/** Where a noun's list opens. */
const LISTS: Record<string, string> = {
  appeal: '/appeals', voice: '/voices', visit: '/visits', activity: '/activities', obligation: '/tasks', station: '/stations', person: '/people',
}

export function behind(noun: string, list: Listed): RouteLocationRaw | undefined {
  const path = LISTS[noun]
  return path ? { path, query: { list: JSON.stringify(slim(list)) } } : undefined
}

/** Without what filters nothing: absent values and empty choices. */
export function slim(list: Listed): Listed {
  return Object.fromEntries(Object.entries(list).flatMap(([key, value]) => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return []
    return [[key, typeof value === 'object' && !Array.isArray(value) ? slim(value as Listed) : value]]
  })) as Listed
}
