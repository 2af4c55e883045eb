// Which tabs there are, and whose they are. The desk has the last word: a tab that is not shown is refused there too.
import type { PersonView } from '@/host/calls.gen'

export const TABS = ['appearance', 'account', 'rules', 'backup', 'verify', 'accounts', 'desks', 'about'] as const
export type Tab = (typeof TABS)[number]

/** Keeps rules, calendars, accounts and desks. */
export const governs = (person: PersonView | null | undefined) => person?.roles.some((role) => role === 'registrar' || role === 'system_admin') ?? false

/** Also sees which desks have been silent; acts are the keepers'. */
export const overseesDesks = (person: PersonView | null | undefined) => governs(person) || (person?.roles.includes('head') ?? false)

const WHOSE: Partial<Record<Tab, typeof governs>> = { accounts: governs, desks: overseesDesks }

export const tabsFor = (person: PersonView | null | undefined): Tab[] => TABS.filter((tab) => WHOSE[tab]?.(person) ?? true)
