/** One line of text at its place. */
export interface PictureLine {
  readonly x: number
  readonly y: number
  readonly text: string
}

/** A box with the name of a role level. */
export interface PictureBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: readonly PictureLine[]
  /** Smaller, under the name. */
  readonly notes: readonly PictureLine[]
}

/** An arrow between two boxes, with what the move asks. */
export interface PictureArrow {
  readonly line: string
  readonly head: string
  readonly label: PictureLine
}

/** A route as boxes under each other, joined by arrows: it fits the smallest screen. */
export interface RoutePicture {
  readonly viewBox: string
  readonly width: number
  readonly height: number
  readonly title: string
  readonly description: string
  readonly boxes: readonly PictureBox[]
  readonly arrows: readonly PictureArrow[]
}

/** A stop of a route. */
export interface PictureStop {
  readonly name: string
  readonly role: string
  /** What the move to here asks; undefined for the start. */
  readonly move: string | undefined
}

const width = 280
const padding = 12
const lineHeight = 20
const gap = 46
/** At 16 pixels a letter is about 8 wide; names longer than this wrap. */
const lettersInLine = 30

/**
 * Lays out a route.
 *
 * @example
 * routePicture(stops, { title: 'Route', description: 'Two moves' }).boxes.length // 3
 */
export function routePicture(
  stops: readonly PictureStop[],
  { title, description }: { readonly title: string; readonly description: string },
): RoutePicture {
  const boxes: PictureBox[] = []
  const arrows: PictureArrow[] = []
  let y = 1
  for (const { name, role, move } of stops) {
    if (move !== undefined) {
      arrows.push(arrowAt(y, move))
      y += gap
    }
    const box = boxAt(y, name, role)
    boxes.push(box)
    y += box.height
  }
  const height = y + 1
  return { viewBox: `0 0 ${width} ${height}`, width, height, title, description, boxes, arrows }
}

function boxAt(y: number, name: string, role: string): PictureBox {
  const names = wrapped(name)
  const roles = wrapped(role)
  const at = (line: number): number => y + padding + 15 + line * lineHeight
  return {
    x: 1,
    y,
    width: width - 2,
    height: padding * 2 + (names.length + roles.length) * lineHeight,
    lines: names.map((text, line) => ({ x: padding + 2, y: at(line), text })),
    notes: roles.map((text, line) => ({ x: padding + 2, y: at(names.length + line), text })),
  }
}

function arrowAt(y: number, text: string): PictureArrow {
  const x = 24
  const end = y + gap - 2
  return {
    line: `M${x} ${y + 2}V${end - 6}`,
    head: `M${x - 6} ${end - 9}L${x} ${end}L${x + 6} ${end - 9}Z`,
    label: { x: x + 16, y: y + gap / 2 + 5, text },
  }
}

/**
 * Breaks words into lines.
 *
 * @example
 * wrapped('Development operations (DevOps) engineer') // ['Development operations', '(DevOps) engineer']
 */
export function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < lettersInLine) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines
}
