// All rooms, in the order of the rail. To add or remove a room is one line here and its folder.
import { room as activities } from '@/rooms/activities'
import { room as appeals } from '@/rooms/appeals'
import { room as conflicts } from '@/rooms/conflicts'
import { room as exchange } from '@/rooms/exchange'
import { room as find } from '@/rooms/find'
import { room as log } from '@/rooms/log'
import { room as overview } from '@/rooms/overview'
import { room as people } from '@/rooms/people'
import { room as settings } from '@/rooms/settings'
import { room as stations } from '@/rooms/stations'
import { room as tasks } from '@/rooms/tasks'
import { room as today } from '@/rooms/today'
import { room as visits } from '@/rooms/visits'
import { room as voices } from '@/rooms/voices'
import type { Room } from './room'

export const rooms: Room[] = [today, appeals, voices, visits, activities, tasks, stations, people, overview, exchange, conflicts, find, log, settings]
