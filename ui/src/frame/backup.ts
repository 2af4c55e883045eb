// The copy that is due is made while the desk is open, by whoever sits there; what keeps it from being made is said and stays in view.
import { computed, type ComputedRef, ref, watch } from 'vue'
import { onHint } from '@/host'
import { useAct } from '@/host/act'
import { useAsk } from '@/host/ask'
import type { Backups } from '@/host/calls.gen'
import { daysBetween } from '@/parts/days'
import { toast } from '@/parts/shell/toast'
import { w } from '@/words'
import { show } from '@/words/faces'

const LOOK_EVERY_MS = 10 * 60_000
/** A copy a day late is a machine that was off; more is a copy that does not come. */
const LATE_DAYS = 2

/** What stands in the status line; nothing while all is well. */
export function useBackups(today: () => string): { note: ComputedRef<string | undefined> } {
  const asked = useAsk('list_backups', {}, { everyMs: LOOK_EVERY_MS })
  const act = useAct('backup_now')
  /** Said once, not at every look: a stick that is out stays out. */
  const told = ref<string>()
  /** However often the list is asked for, one try a look: a copy that stays due (a clock set back) must not be made without end. */
  let triedAt = Number.NEGATIVE_INFINITY

  // An act that a copy should have gone before says so when there was none.
  onHint((hint) => toast([w(`hints.${hint}`), w('frame.backup.way')].join(w('marks.stop')), { tone: 'late' }))

  function tell(why: string) {
    if (told.value === why) return
    told.value = why
    toast([w('frame.backup.failed', { why }), w('frame.backup.way')].join(w('marks.stop')), { tone: 'late' })
  }
  async function make() {
    triedAt = performance.now()
    if (await act.run({})) { told.value = undefined; void asked.again(); return }
    if (act.fault.value) tell(show(act.fault.value).text)
  }
  // Every answer is looked at, also one that says the same as before: what failed is tried again.
  watch(asked.busy, (busy) => {
    const backups = asked.value.value
    if (busy || !backups?.due || act.busy.value || performance.now() - triedAt < LOOK_EVERY_MS / 2) return
    // Made into a folder that is not there, a copy would end up beside the desk instead of on the stick.
    if (backups.unreachable) tell(w('frame.backup.unreachable'))
    else void make()
  })
  return { note: computed(() => (asked.value.value ? noteOf(asked.value.value, today()) : undefined)) }
}

export function noteOf(backups: Backups, today: string): string | undefined {
  if (!today) return undefined
  if (!backups.dir) return w('frame.backup.unset')
  const [last] = backups.copies
  if (backups.unreachable) return w('frame.backup.unreachable')
  if (!last) return w('frame.backup.none')
  const n = daysBetween(last.made_at, today)
  return backups.due && n >= LATE_DAYS ? w('frame.backup.late', { n }) : undefined
}
