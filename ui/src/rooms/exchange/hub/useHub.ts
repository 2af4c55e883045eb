// How the hub stands, looked at every second while an exchange runs.
import { useAsk } from '@/host/ask'
import { ANYTHING } from '@/host/client'
import { carrying } from '@/hub/carrying'
import { exchanging } from '@/hub/exchanging'

const LOOK_MS = 1_000

export const useHub = () => useAsk('hub_state', {}, { about: [ANYTHING], everyMs: (view) => (exchanging.value || carrying.value || view?.running || view?.files.running ? LOOK_MS : false) })
