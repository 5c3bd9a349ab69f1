/** Whether the user asked for less motion. */
const media = matchMedia('(prefers-reduced-motion: reduce)')
let reduced = $state(media.matches)
media.addEventListener('change', (event) => (reduced = event.matches))

export const motion = {
  get reduced(): boolean {
    return reduced
  },
}
