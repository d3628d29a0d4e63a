/** Says what is about to be done, does it, and says that it is done and how long it took. */
export function step(doing, done, task) {
  console.log(`${doing}…`)
  const start = performance.now()
  task()
  console.log(`${done} in ${secondsSince(start)} s`)
}

export function secondsSince(start) {
  return ((performance.now() - start) / 1000).toFixed(1)
}
