// How a station is shown.
import type { RecordKind } from '@/record/kind'
import { stationForms } from './steps/forms'

/** A choice made already keeps its name: the name of the station above is told by the page. */
export const stationKind = (parentName: () => string | undefined): RecordKind => ({
  noun: 'station',
  words: 'stations',
  forms: stationForms(parentName),
  aside: ['amend_station', 'close_station'],
  begins: ['appoint_post', 'add_subpoint', 'register_deputy'],
  lists: { level: 'station_level' },
  labels: { name: 'station_name', level: 'station_level', phone: 'station_phone', address: 'station_address' },
  short: ['npc_name', 'code', 'level', 'division', 'address', 'phone', 'open_hours'],
  long: [],
})
