// The beginning of a text, cut between its signs.

/** A rare sign (𠮷) is two units of a JavaScript text: half of one could not be sent to the desk at all. */
export const firstSigns = (text: string, most: number): string => Array.from(text).slice(0, most).join('')
