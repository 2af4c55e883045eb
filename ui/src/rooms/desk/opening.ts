// By whom a desk or a copy of one is opened: a name with its password, or the paper sheet and a new password.
import { computed, reactive, ref } from 'vue'
import { checkPassword } from '@/parts/people/password'
import { w, words } from '@/words'
import { blankSheet, unfinished } from '@/sheet/groups'

export type By = 'password' | 'sheet'

export function useOpening(first: By) {
  const given = reactive({ by: first as string | null, name: '', password: '', again: '', groups: blankSheet() })
  const tried = ref(false)
  const sheet = computed(() => given.by === 'sheet')
  const fields = computed<Partial<Record<'name' | 'password' | 'again', string>>>(() => ({
    ...(given.name.trim() ? {} : { name: w('faults.required', { field: w('fields.name') }) }),
    ...(sheet.value ? checkPassword({ password: given.password, again: given.again, name: given.name.trim() }, words.parts.password)
      : given.password ? {} : { password: w('faults.required', { field: w('fields.password') }) }),
  }))
  const groups = computed<Record<number, string>>(() => (sheet.value ? Object.fromEntries(unfinished(given.groups).map((at) => [at, w('sign_in.sheet.five')])) : {}))
  const wrong = computed(() => Object.keys(fields.value).length + Object.keys(groups.value).length)
  return {
    given, sheet, tried,
    errors: computed(() => (tried.value ? fields.value : {})),
    groupErrors: computed(() => (tried.value ? groups.value : {})),
    wrong: computed(() => (tried.value ? wrong.value : 0)),
    ready: () => { tried.value = true; return wrong.value === 0 },
    forget: () => { given.password = given.again = '' },
  }
}

export type Opening = ReturnType<typeof useOpening>
