// One check after the other, so that a person sees how far it is and can stop in between.
import { computed, ref, shallowRef } from 'vue'
import type { CheckLine, CheckName } from '@/host/calls.gen'
import { call } from '@/host'
import { asFault, type Fault } from '@/host/fault'
import { onCanvas } from '@/parts/glyphs'
import { browserLine, fontsLine } from './seen'

type Check = CheckName['check']
/** A check that was answered, or why it was not. */
export type Row = { check: Check, line: CheckLine } | { check: Check, fault: Fault }

const onPage: Partial<Record<Check, () => CheckLine>> = {
  browser: () => browserLine(navigator.userAgent),
  fonts: () => fontsLine(onCanvas()),
}

export function useCheckup() {
  const rows = shallowRef<Row[]>([])
  const running = ref<Check>()
  const total = ref(0)
  const stopped = ref(false)
  const fault = shallowRef<Fault>()
  const lines = computed(() => rows.value.flatMap((row) => ('line' in row ? [row.line] : [])))
  const ended = computed(() => running.value === undefined && rows.value.length > 0)

  async function answered({ check, on_page }: CheckName): Promise<Row> {
    try {
      const here = on_page ? onPage[check]?.() : undefined
      return { check, line: here ?? await call('run_check', { check }) }
    } catch (thrown) {
      return { check, fault: asFault(thrown) }
    }
  }

  async function run() {
    rows.value = []
    fault.value = undefined
    stopped.value = false
    try {
      const checks = await call('list_checks', {})
      total.value = checks.length
      for (const one of checks) {
        if (stopped.value) break
        running.value = one.check
        rows.value = [...rows.value, await answered(one)]
      }
    } catch (thrown) {
      fault.value = asFault(thrown)
    } finally {
      running.value = undefined
    }
  }

  return { rows, lines, running, total, stopped, fault, ended, run, stop: () => { stopped.value = true } }
}
