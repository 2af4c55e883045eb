// What an account may: chosen in one form when it is opened and in another when it is amended.
import { computed, reactive, ref } from 'vue'
import type { AccountRow, Level, Role } from '@/host/calls.gen'
import { w } from '@/words'
import type { StepValues } from '@/record/steps/values'
import { ADMINISTRATORS, BUSINESS } from './accounts'

export interface Rights { roles: Role[], level?: Level, stations?: string[] }

const blank = () => ({ kind: 'business' as string | null, roles: [] as string[], administrator: null as string | null, level: null as string | null, scope: 'all' as string | null, stations: [] as string[] })

function of(row: AccountRow): ReturnType<typeof blank> {
  const administrator = row.roles.find((role) => ADMINISTRATORS.includes(role)) ?? null
  return {
    kind: administrator ? 'administrator' : 'business', roles: row.roles.filter((role) => BUSINESS.includes(role)), administrator, level: row.level,
    scope: row.whole_office ? 'all' : 'some', stations: row.stations.map((station) => station.record),
  }
}

/** As a draft kept them: what is of another shape than now begins anew. */
function keptOf(values: StepValues): Partial<ReturnType<typeof blank>> {
  const now = Object.entries(blank()).map(([key, begun]) => [key, begun, values[key]] as const)
  return Object.fromEntries(now.filter(([, begun, kept]) => (Array.isArray(begun) ? Array.isArray(kept) : kept === null || typeof kept === 'string')).map(([key, , kept]) => [key, kept]))
}

export function useRights() {
  const given = reactive(blank())
  const tried = ref(false)
  const business = computed(() => given.kind === 'business')
  const leads = computed(() => business.value && given.roles.includes('head'))
  const some = computed(() => business.value && given.scope === 'some')
  const roles = computed<Role[]>(() => (business.value ? BUSINESS.filter((role) => given.roles.includes(role)) : ADMINISTRATORS.filter((role) => role === given.administrator)))
  const errors = computed<Partial<Record<'roles' | 'level' | 'stations', string>>>(() => ({
    ...(roles.value.length ? {} : { roles: w('settings.accounts.pick_roles') }),
    ...(leads.value && !given.level ? { level: w('settings.accounts.pick_level') } : {}),
    ...(some.value && given.stations.length === 0 ? { stations: w('settings.accounts.pick_stations') } : {}),
  }))
  const rights = computed<Rights>(() => ({
    roles: roles.value, ...(leads.value ? { level: given.level as Level } : {}), ...(some.value ? { stations: given.stations } : {}),
  }))
  const begin = (row: AccountRow) => { Object.assign(given, of(row)) }
  const takeUp = (values: StepValues) => { Object.assign(given, keptOf(values)) }
  return { given, tried, business, leads, some, errors, shown: computed(() => (tried.value ? errors.value : {})), rights, begin, takeUp }
}

export type RightsForm = ReturnType<typeof useRights>
