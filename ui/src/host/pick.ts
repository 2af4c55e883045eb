// Records to choose from while typing. The desk answers within the person's scope.
import type { CodeOption } from './codes'
import { call } from './index'

export interface PickOption extends CodeOption { hint?: string }
type Pick = (text: string) => Promise<PickOption[]>
type Page = { rows: { record: string, title: string, no: string | null, station_name: string, more: Record<string, unknown> }[] }

const MOST = 50
const asked = (text: string) => ({ limit: MOST, ...(text.trim() ? { text: text.trim() } : {}) })
const titled = (page: Page): PickOption[] => page.rows.map((row) => ({ value: row.record, label: row.title, hint: row.station_name }))
const numbered = (page: Page): PickOption[] => page.rows.map((row) => ({ value: row.record, label: row.title, ...(row.no ? { hint: row.no } : {}) }))
/** Two of one name are told apart by where they work. */
const inDepartment = (page: Page): PickOption[] => page.rows.map((row) => ({ value: row.record, label: row.title, hint: typeof row.more.department === 'string' ? row.more.department : '' }))

/** As many as there may be: those of a whole prefecture, as the desk gives them, in the order of their codes. */
const STATIONS = 200
export const pickStation: Pick = async (text) => numbered(await call('list_stations', { ...asked(text), limit: STATIONS }))
/** Whoever works for a station does not see the list of all staff: they choose among the teams of their stations. */
export const pickPerson: Pick = async (text) => {
  const found = inDepartment(await call('list_people', asked(text)))
  return found.length ? found : (await myTeams()).filter(({ label }) => label.includes(text.trim()))
}

async function myTeams(): Promise<PickOption[]> {
  const { person } = await call('desk_state', {})
  if (!person || person.whole_office) return []
  const stations = await Promise.all(person.stations.map(({ record }) => call('open_station', { record })))
  const team = stations.flatMap(({ team: posts, facts }) => posts.flatMap(({ person: record, person_name: label, holds }) => (holds && record ? [{ value: record, label, hint: facts.name ?? '' }] : [])))
  const all = [{ value: person.record, label: person.name }, ...team]
  return all.filter((one, at) => all.findIndex((other) => other.value === one.value) === at)
}
export const pickDeputy: Pick = async (text) => titled(await call('list_deputies', asked(text)))
const pickAppeal: Pick = async (text) => numbered(await call('list_appeals', asked(text)))
const pickVoice: Pick = async (text) => numbered(await call('list_voices', asked(text)))
const pickVisit: Pick = async (text) => titled(await call('list_visits', asked(text)))
const pickActivity: Pick = async (text) => titled(await call('list_activities', asked(text)))

/** What proves a task: a visit or an activity. */
const pickProof: Pick = async (text) => (await Promise.all([pickVisit(text), pickActivity(text)])).flat()

const pickOffice: Pick = async (text) => {
  const offices = await call('offices', {})
  return offices.filter((office) => office.name.includes(text.trim())).map((office) => ({ value: office.code, label: office.name }))
}

/** By the kind of a form's field. */
export const pickers: Partial<Record<string, Pick>> = {
  station: pickStation, person: pickPerson, deputy: pickDeputy, appeal: pickAppeal, voice: pickVoice, visit: pickVisit, activity: pickActivity,
  office: pickOffice, record: pickProof,
}
