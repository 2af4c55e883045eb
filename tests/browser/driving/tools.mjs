// Where things lie, and the two libraries we borrow from the UI's modules (one lock file for both).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const BUILT = process.env.GONGLIAN_BUILT ?? join(ROOT, 'target/debug')
const borrowed = createRequire(join(ROOT, 'ui/package.json'))

export const { chromium } = borrowed('playwright-core')
export const axeSource = readFileSync(borrowed.resolve('axe-core/axe.min.js'), 'utf8')
export const words = JSON.parse(readFileSync(join(ROOT, 'assets/words/zh-CN.json'), 'utf8'))

/** A program that cargo built. */
export const built = (name) => join(BUILT, process.platform === 'win32' ? `${name}.exe` : name)

const folders = []

/** A folder that is gone when the script ends. */
export function folder(name) {
  const made = mkdtempSync(join(tmpdir(), `gonglian-${name}-`))
  folders.push(made)
  return made
}

process.on('exit', () => folders.forEach((made) => rmSync(made, { recursive: true, force: true })))
