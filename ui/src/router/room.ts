// What a room tells the frame about itself. The frame and the router know rooms by this alone.
import type { Component } from 'vue'
import type { RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import type { PersonView } from '@/host/calls.gen'
import type { WordKey } from '@/words'

export interface RoomAct { key: string, label: WordKey, keys?: string, to: RouteLocationRaw, may?: (person: PersonView) => boolean }

export interface Room {
  key: string
  routes: RouteRecordRaw[]
  /** Its place in the rail: the group, top to bottom. `counted`: its noun in the answer of `counts`. */
  nav?: { group: 0 | 1 | 2 | 3, label: WordKey, icon: Component, to: string, counted?: string, may?: (person: PersonView) => boolean }
  acts?: RoomAct[]
  /** Where a record or a draft of this noun opens: search and drafts of any room lead here. */
  opens?: Record<string, (record: string) => RouteLocationRaw>
  drafts?: Record<string, (id: string) => RouteLocationRaw>
}

const BUSINESS = ['liaison', 'assistant', 'prosecutor', 'head', 'registrar'] as const

/** The three administrators read no business data: its rooms are not shown to them. */
export const seesBusiness = (person: PersonView) => person.roles.some((role) => (BUSINESS as readonly string[]).includes(role))

/** Discs, the hub and what came apart are for whoever works with what travels, and for those who keep the desks. */
export const exchanges = (person: PersonView) => seesBusiness(person) || person.roles.includes('system_admin')

/** Keeps rules, calendars, accounts and desks. */
export const governs = (person: PersonView) => person.roles.some((role) => role === 'registrar' || role === 'system_admin')

/** Also sees which desks have been silent; acts are the keepers'. */
export const overseesDesks = (person: PersonView) => governs(person) || person.roles.includes('head')
