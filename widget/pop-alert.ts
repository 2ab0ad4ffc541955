/**
 * Tells an agent who looks elsewhere that a call has come. Loaded only where it was switched on.
 * @module
 */

import type { Preferences } from './preferences.ts'

/** Two short notes, high enough to be heard over a voice. */
const BEEP = { hertz: 880, seconds: 0.18, pause: 0.26, volume: 0.2 }

/** Shows and sounds what was switched on, while the page is hidden. */
export function alertPop(preferences: Preferences, words: string): void {
  if (!document.hidden) return
  if (preferences.notification && Notification.permission === 'granted') {
    const note = new Notification(words, { tag: 'agent-console' })
    note.onclick = () => {
      window.focus()
      note.close()
    }
  }
  if (preferences.sound) beep()
}

function beep(): void {
  const audio = new AudioContext()
  const gain = new GainNode(audio, { gain: BEEP.volume })
  gain.connect(audio.destination)
  for (const at of [0, BEEP.pause]) {
    const tone = new OscillatorNode(audio, { frequency: BEEP.hertz })
    tone.connect(gain)
    tone.start(audio.currentTime + at)
    tone.stop(audio.currentTime + at + BEEP.seconds)
    tone.onended = () => at > 0 && void audio.close()
  }
}
