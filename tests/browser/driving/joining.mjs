// A desk that joins by files, as a person does it: asked for at its first start, entered while it waits.
import { fill } from './form.mjs'
import { main, saved } from './record.mjs'
import { words } from './tools.mjs'

const { joining: j, start: s, sign_in: way } = words
const press = (page, name) => page.getByRole('button', { name, exact: true }).click()

/** Asks, keeps the sheet and saves the request: its file. */
export async function asksToJoin(page, { office, name, password }) {
  await page.getByRole('button', { name: new RegExp(`^${j.title}`) }).click()
  await fill(main(page), { [s.office]: office, [s.person]: name })
  const secret = main(page).locator('input[type="password"]')
  await secret.nth(0).fill(password)
  await secret.nth(1).fill(password)
  await press(page, j.act)
  await main(page).getByRole('heading', { name: s.sheet_title }).waitFor()
  await press(page, s.kept)
  return saved(page, () => press(page, j.save))
}

/** With the enrolment that lies in a folder; `cell` is what the office reads out. */
export async function enters(page, { dir, name, password, cell }) {
  await main(page).getByRole('heading', { name: j.wait_title }).waitFor()
  await fill(main(page), { [j.dir]: dir, [way.name]: name })
  await main(page).locator('input[type="password"]').fill(password)
  await press(page, j.look)
  for (const group of cell.split(' ')) await main(page).getByText(group, { exact: true }).first().waitFor()
  await main(page).locator('input[type="checkbox"]').check()
  await press(page, j.enter)
  await page.locator('header.bar').waitFor({ timeout: 60_000 })
}
