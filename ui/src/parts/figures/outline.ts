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

export interface PlaceName { text: string, at: [number, number], rings: [number, number][][] }
type Box = [left: number, top: number, right: number, bottom: number]
/** How large a sign of a place's name is on the sheet, and how far around it no mark may have its middle. */
const SIGN = 10.5
const AIR = 5

/** Where each name hides the fewest points: near its own spot, inside its outline as far as that goes, and over no other name. */
export function clearSpots(names: PlaceName[], points: [number, number][]): [number, number][] {
  const taken: Box[] = []
  return names.map((name) => {
    let best = name.at
    let least = Infinity
    for (let dy = -32; dy <= 32; dy += 4) {
      for (let dx = -40; dx <= 40; dx += 4) {
        const spot: [number, number] = [name.at[0] + dx, name.at[1] + dy]
        const cost = costOf(boxAt(spot, name.text), name.rings, { points, taken }) + Math.hypot(dx, dy) / 20
        if (cost < least) { least = cost; best = spot }
      }
    }
    taken.push(boxAt(best, name.text))
    return best
  })
}

/** The text stands on its spot, in its middle. */
function boxAt([x, y]: [number, number], text: string): Box {
  const half = (Array.from(text).length * SIGN) / 2 + AIR
  return [x - half, y - SIGN - AIR, x + half, y + AIR]
}

function costOf(box: Box, rings: [number, number][][], { points, taken }: { points: [number, number][], taken: Box[] }): number {
  const [left, top, right, bottom] = box
  const hidden = points.filter(([x, y]) => x > left && x < right && y > top && y < bottom).length
  const crossed = taken.filter((other) => other[0] < right && other[2] > left && other[1] < bottom && other[3] > top).length
  const [west, north, east, south] = [left + AIR, top + AIR, right - AIR, bottom - AIR]
  const corners: [number, number][] = [[west, north], [east, north], [west, south], [east, south]]
  const outside = corners.filter((corner) => !rings.some((ring) => isInside(corner, ring))).length
  return hidden * 4 + crossed * 20 + outside * 3
}

function isInside([x, y]: [number, number], ring: [number, number][]): boolean {
  let inside = false
  ring.forEach(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length] ?? [x1, y1]
    if ((y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  })
  return inside
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
