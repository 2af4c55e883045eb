// How the hub stands, looked at every second while an exchange runs.
import { useAsk } from '@/host/ask'
import { ANYTHING } from '@/host/client'
import { exchanging } from '@/hub/exchanging'

const LOOK_MS = 1_000

export const useHub = () => useAsk('hub_state', {}, { about: [ANYTHING], everyMs: (view) => (exchanging.value || view?.running ? LOOK_MS : false) })
