// Who sits here, at which desk, on which day.
import { computed, ref } from 'vue'
import { useAsk } from './ask'
import type { Role } from './calls.gen'
import { forgetAll, staleNow } from './client'
import { flushDrafts, settleDrafts } from './draft'
import { call, host } from './index'

const DESK = 'desk' as const
/** The day may turn, or the desk be locked, while nobody touches anything. */
const LOOK_EVERY_MS = 60_000

export function useDesk() {
  const asked = useAsk('desk_state', {}, { about: [DESK], everyMs: LOOK_EVERY_MS })
  const person = computed(() => asked.value.value?.person ?? undefined)
  return {
    ...asked,
    state: computed(() => asked.value.value?.state),
    person,
    office: computed(() => asked.value.value?.office ?? undefined),
    today: computed(() => asked.value.value?.today ?? ''),
    demo: computed(() => asked.value.value?.demo ?? false),
    version: computed(() => asked.value.value?.version ?? ''),
    is: (role: Role) => person.value?.roles.includes(role) ?? false,
  }
}

export const deskChanged = () => staleNow([DESK])

/** Who locked the screen: asked for the password alone. The desk itself knows only that nobody is signed in. */
export const lockedFor = ref<string>()

/** What became of the forms that stood open then: in a draft, or gone with the page. */
export const lockedOver = ref({ kept: 0, lost: 0 })

/** `unkept`: changed forms that have no draft. */
export async function lockDesk(name: string, unkept = 0): Promise<void> {
  lockedFor.value = name
  const { kept, lost } = await settleDrafts()
  lockedOver.value = { kept, lost: lost + unkept }
  await leave()
}

export async function signOut(): Promise<void> {
  lockedFor.value = undefined
  await flushDrafts()
  await leave()
}

/** The program behind the page has ended: there is nobody to ask any more. */
export const hasQuit = ref(false)

/** What is being typed is written down first, and what cannot be keeps the program; who sits here is signed out by it. */
export async function quitDesk(): Promise<void> {
  const fault = await flushDrafts()
  if (fault) throw fault
  await host.quit()?.()
  hasQuit.value = true
  forgetAll()
}

async function leave(): Promise<void> {
  await call('sign_out', {})
  forgetAll()
  await deskChanged()
}
