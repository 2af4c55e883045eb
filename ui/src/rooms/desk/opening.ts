// By whom a desk or a copy of one is opened: a name with its password, or the paper sheet and a new password.
import { computed, reactive, ref, watch } from 'vue'
import type { AccountRow } from '@/host/calls.gen'
import type { Fault } from '@/host/fault'
import { checkPassword } from '@/parts/people/password'
import { w, words } from '@/words'
import { blankSheet, unfinished } from '@/sheet/groups'

/** What tells apart who has one name. */
function says(row: AccountRow): string {
  const roles = row.roles.map((role) => (role === 'head' && row.level ? w(`levels.${row.level}`) : w(`roles.${role}`)))
  const stations = row.whole_office ? [w('frame.all_stations')] : row.stations.map((station) => station.name)
  return [roles, stations].map((names) => names.join(w('marks.list')) || w('marks.none')).join(w('marks.dot'))
}

export type By = 'password' | 'sheet'

export function useOpening(first: By) {
  const given = reactive({ by: first as string | null, name: '', password: '', again: '', groups: blankSheet(), account: null as string | null })
  const namesakes = ref<AccountRow[]>([])
  const tried = ref(false)
  const sheet = computed(() => given.by === 'sheet')
  const fields = computed<Partial<Record<'name' | 'password' | 'again' | 'account', string>>>(() => ({
    ...(given.name.trim() ? {} : { name: w('faults.required', { field: w('fields.name') }) }),
    ...(sheet.value ? checkPassword({ password: given.password, again: given.again, name: given.name.trim() }, words.parts.password)
      : given.password ? {} : { password: w('faults.required', { field: w('fields.password') }) }),
    ...(sheet.value && namesakes.value.length && !given.account ? { account: w('sign_in.sheet.pick_which') } : {}),
  }))
  watch(() => given.name, () => { namesakes.value = []; given.account = null })
  const groups = computed<Record<number, string>>(() => (sheet.value ? Object.fromEntries(unfinished(given.groups).map((at) => [at, w('sign_in.sheet.five')])) : {}))
  const wrong = computed(() => Object.keys(fields.value).length + Object.keys(groups.value).length)
  return {
    given, sheet, tried,
    which: computed(() => namesakes.value.map((row) => ({ value: row.account, label: says(row) }))),
    errors: computed(() => (tried.value ? fields.value : {})),
    groupErrors: computed(() => (tried.value ? groups.value : {})),
    wrong: computed(() => (tried.value ? wrong.value : 0)),
    ready: () => { tried.value = true; return wrong.value === 0 },
    /** Several have that name: who is meant is asked from here on. */
    hear: (fault: Fault | undefined) => { if (fault?.code === 'which_account') namesakes.value = fault.values.accounts as AccountRow[] },
    chosen: () => (given.account ? { account: given.account } : {}),
    forget: () => { given.password = given.again = '' },
  }
}

export type Opening = ReturnType<typeof useOpening>
