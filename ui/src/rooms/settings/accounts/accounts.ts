// Accounts told in words: what somebody may do here, for which stations, and whether they can come in at all.
import type { AccountRow, Role } from '@/host/calls.gen'
import type { Tone } from '@/parts/base/Tag.vue'
import { w } from '@/words'

export const BUSINESS: Role[] = ['liaison', 'assistant', 'prosecutor', 'head', 'registrar']
/** Each alone, and none beside a business role. */
export const ADMINISTRATORS: Role[] = ['system_admin', 'security_admin', 'audit_admin']
/** Must be named, by two other people, before a second business account. */
const FIRST: Role[] = ['system_admin', 'security_admin']

/** A head is called by the level: that is what the office calls them. */
export function rolesSay(row: Pick<AccountRow, 'roles' | 'level'>): string {
  return row.roles.map((role) => (role === 'head' && row.level ? w(`levels.${row.level}`) : w(`roles.${role}`))).join(w('marks.list'))
}

const SHOWN = 3
export function scopeSays(row: Pick<AccountRow, 'roles' | 'stations' | 'whole_office'>): string {
  if (row.roles.every((role) => ADMINISTRATORS.includes(role))) return w('marks.none')
  if (row.whole_office) return w('frame.all_stations')
  const names = row.stations.slice(0, SHOWN).map((station) => station.name).join(w('marks.list'))
  return row.stations.length > SHOWN ? w('settings.accounts.stations_more', { names, n: row.stations.length }) : names
}

export function stateOf(row: AccountRow): { tone: Tone, text: string } {
  if (row.can_sign_in && row.in_force) return { tone: 'done', text: w('settings.accounts.states.working') }
  if (row.can_sign_in) return { tone: 'near', text: w('settings.accounts.states.no_grant') }
  return row.in_force ? { tone: 'plain', text: w('settings.accounts.states.elsewhere') } : { tone: 'plain', text: w('settings.accounts.states.removed') }
}

export const stillMissing = (rows: AccountRow[]) => FIRST.filter((role) => !rows.some((row) => row.roles.includes(role)))
