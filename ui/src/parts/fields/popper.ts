// The kit calls its lists and calendars tooltips. They are not: a reader would announce the whole calendar as a hint.
import { nextTick } from 'vue'

export async function plainPopper(open: boolean, name = ''): Promise<void> {
  if (!open) return
  await nextTick()
  for (const panel of document.querySelectorAll('.el-picker__popper[role="dialog"]:not([aria-label])')) panel.setAttribute('aria-label', name)
  for (const popper of document.querySelectorAll('.el-select__popper[role="tooltip"], .el-picker__popper[role="tooltip"]')) popper.removeAttribute('role')
}
