// Longitude and latitude onto a flat sheet. Schematic: right enough to find one's county, no map to measure on.
export type LonLat = [number, number]
export interface Sheet { width: number, height: number, place: (at: LonLat) => [number, number] }

export function sheetFor(rings: LonLat[][], points: LonLat[], width: number): Sheet {
  const all = [...rings.flat(), ...points]
  if (all.length === 0) return { width, height: width, place: () => [0, 0] }
  const pad = 6
  const [west, east] = span(all.map(([lon]) => lon))
  const [south, north] = span(all.map(([, lat]) => lat))
  // A degree of longitude is shorter than one of latitude, by the cosine of where we are.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = (width - 2 * pad) / Math.max((east - west) * squeeze, 1e-9)
  const height = Math.max((north - south) * scale + 2 * pad, 1)
  return { width, height, place: ([lon, lat]) => [pad + (lon - west) * squeeze * scale, height - pad - (lat - south) * scale] }
}

function span(values: number[]): [number, number] {
  let least = Infinity
  let most = -Infinity
  for (const value of values) { least = Math.min(least, value); most = Math.max(most, value) }
  return [least, most]
}

export function pathOf(ring: LonLat[], sheet: Sheet): string {
  return `M${ring.map((at) => sheet.place(at).map((n) => n.toFixed(1)).join(',')).join('L')}Z`
}

/** The nearest point in the direction of an arrow: within a right angle around it. */
export function nearestTowards(from: [number, number], points: [number, number][], key: string): number {
  const direction = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key]
  if (!direction) return -1
  const [dx = 0, dy = 0] = direction
  let best = -1
  let least = Infinity
  points.forEach(([x, y], at) => {
    const along = (x - from[0]) * dx + (y - from[1]) * dy
    const across = Math.abs((x - from[0]) * dy) + Math.abs((y - from[1]) * dx)
    if (along <= 0 || across > along) return
    const far = along + across * 2
    if (far < least) { least = far; best = at }
  })
  return best
}
