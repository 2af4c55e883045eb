// Which tabs there are, and whose they are. The desk has the last word: a tab that is not shown is refused there too.
import type { PersonView } from '@/host/calls.gen'
import { governs as keeps, overseesDesks as oversees } from '@/router/room'

export const TABS = ['appearance', 'account', 'rules', 'backup', 'verify', 'checkup', 'accounts', 'desks', 'about'] as const
export type Tab = (typeof TABS)[number]

export const governs = (person: PersonView | null | undefined) => Boolean(person && keeps(person))
export const overseesDesks = (person: PersonView | null | undefined) => Boolean(person && oversees(person))

const WHOSE: Partial<Record<Tab, typeof governs>> = { accounts: governs, desks: overseesDesks }

export const tabsFor = (person: PersonView | null | undefined): Tab[] => TABS.filter((tab) => WHOSE[tab]?.(person) ?? true)
