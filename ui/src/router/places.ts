// Where a record or a draft opens, told by its noun. Filled once by the router, so that a room need not know another.
import type { RouteLocationRaw } from 'vue-router'
import type { PersonView } from '@/host/calls.gen'
import type { Room, RoomAct } from './room'

type Opens = NonNullable<Room['opens']>
const opens: Opens = {}
const drafts: Opens = {}
const acts: RoomAct[] = []

export function tellPlaces(rooms: Room[]): void {
  acts.length = 0
  for (const room of rooms) {
    Object.assign(opens, room.opens)
    Object.assign(drafts, room.drafts)
    acts.push(...(room.acts ?? []))
  }
}

/** What this person can begin anywhere: the buttons of today's page, the palette, the letter keys. */
export const actsFor = (person: PersonView | null | undefined) => (person ? acts.filter((act) => act.may?.(person) !== false) : [])

export const placeOf = (noun: string, record: string): RouteLocationRaw | undefined => opens[noun]?.(record)
export const draftPlaceOf = (noun: string, id: string): RouteLocationRaw | undefined => drafts[noun]?.(id)
