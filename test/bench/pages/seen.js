// What a page of the bench reports: when it heard of something, and when that was on screen.

/** In a task of its own: the one that it tells of shall not be longer for it. */
export function told(what, facts) {
  const report = { method: 'POST', body: JSON.stringify({ what, ...facts }) }
  void scheduler.postTask(() => fetch('/seen', report))
}

/** A frame is on screen when the task after its last animation callback runs. */
function nextPaint(isShown, painted) {
  requestAnimationFrame(() => {
    if (!isShown()) return nextPaint(isShown, painted)
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => painted(performance.now())
    port2.postMessage(null)
  })
}

export function seen(what, isShown) {
  const event = performance.now()
  if (document.visibilityState === 'hidden') told(what, { event, painted: null })
  else nextPaint(isShown, (painted) => told(what, { event, painted }))
}
