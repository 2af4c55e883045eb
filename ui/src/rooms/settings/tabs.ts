// Which tabs there are, and whose they are. The desk has the last word: a tab that is not shown is refused there too.
import type { PersonView } from '@/host/calls.gen'

export const TABS = ['appearance', 'account', 'rules', 'backup', 'verify', 'accounts', 'desks', 'about'] as const
export type Tab = (typeof TABS)[number]

/** Keeps rules, calendars, accounts and desks. */
export const governs = (person: PersonView | null | undefined) => person?.roles.some((role) => role === 'registrar' || role === 'system_admin') ?? false

export const tabsFor = (person: PersonView | null | undefined): Tab[] => TABS.filter((tab) => (tab !== 'accounts' && tab !== 'desks') || governs(person))
