// The kit writes a header and a footer into each dialog. Outside an article these would be second banners of the page.
export function plainLandmarks(box: HTMLElement | null | undefined): void {
  for (const part of box?.querySelectorAll(':scope > header, :scope > footer, :scope > * > header, :scope > * > footer') ?? []) part.setAttribute('role', 'presentation')
}
