// Bytes as people say them.
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB']

export function fileSize(bytes: number): string {
  let n = bytes
  let at = 0
  while (n >= 1024 && at < UNITS.length - 1) { n /= 1024; at += 1 }
  return `${at === 0 || n >= 100 ? Math.round(n) : n.toFixed(1)} ${UNITS[at]}`
}
