/**
 * Texts of reports, made safe to show: control and reordering characters become signs, as `counterclaim.safe.visible`
 * does on the server; very long ones are cut. Svelte escapes the rest.
 */
const SIGNS =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

function sign(character: string): string {
  const code = character.codePointAt(0)!
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

export function visible(text: string): string {
  return text.replace(SIGNS, sign).replace(/\p{Surrogate}/gu, '\ufffd')
}

/** `text` on one line, cut at a word where it is longer than `most` characters. */
export function short(text: string, most = 240): string {
  const line = visible(text.slice(0, most * 4)).replace(/\s+/g, ' ').trim()
  if (line.length <= most && text.length <= most * 4) return line
  const cut = line.slice(0, most)
  const space = cut.lastIndexOf(' ')
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`
}
