// Records to choose from while typing: stations, colleagues, appeals, offices. The desk answers within the person's scope.
import type { CodeOption } from './codes'
import { call } from './index'

export interface PickOption extends CodeOption { hint?: string }
type Page = { rows: { record: string, title: string, no: string | null, station_name: string }[] }

const MOST = 50
const asked = (text: string) => ({ limit: MOST, ...(text.trim() ? { text: text.trim() } : {}) })
const titled = (page: Page): PickOption[] => page.rows.map((row) => ({ value: row.record, label: row.title, hint: row.station_name }))

export const pickStation = async (text: string): Promise<PickOption[]> =>
  (await call('list_stations', asked(text))).rows.map((row) => ({ value: row.record, label: row.title }))

export const pickPerson = async (text: string): Promise<PickOption[]> => titled(await call('list_people', asked(text)))

export const pickAppeal = async (text: string): Promise<PickOption[]> =>
  (await call('list_appeals', asked(text))).rows.map((row) => ({ value: row.record, label: row.title, ...(row.no ? { hint: row.no } : {}) }))

export async function pickOffice(text: string): Promise<PickOption[]> {
  const offices = await call('offices', {})
  return offices.filter((office) => office.name.includes(text.trim())).map((office) => ({ value: office.code, label: office.name }))
}
