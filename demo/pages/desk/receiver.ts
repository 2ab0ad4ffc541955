/**
 * The phone's receiver: plays one scene at a time, and nothing before the first click.
 * @module
 */

import type { Scene } from './scene.ts'
import { beep, music, ring, type Stop } from './tones.ts'

/** Sound for one desk phone. */
export class Receiver {
  #audio: AudioContext | null = null
  #muted = false
  #scene: Scene = { kind: 'silence' }
  #stop: Stop = () => {}

  /** Whether a click has allowed sound. */
  get allowed(): boolean {
    return this.#audio !== null
  }

  /** Allows sound; to be called from a click or a key press, because browsers insist. */
  allow(): void {
    if (this.#audio !== null) return
    this.#audio = new AudioContext()
    this.#start()
  }

  /** Silences the receiver, or lets it be heard again. */
  mute(muted: boolean): void {
    if (muted === this.#muted) return
    this.#muted = muted
    this.#start()
  }

  /** Plays a scene instead of the present one; the same scene goes on undisturbed. */
  play(scene: Scene): void {
    if (JSON.stringify(scene) === JSON.stringify(this.#scene)) return
    this.#scene = scene
    this.#start()
  }

  /** Beeps over whatever is playing. */
  beep(): void {
    if (this.#audio !== null && !this.#muted) beep(this.#audio)
  }

  /** Falls silent and gives the sound card back. */
  close(): void {
    this.#stop()
    void this.#audio?.close()
    this.#audio = null
  }

  #start(): void {
    this.#stop()
    this.#stop = () => {}
    if (this.#audio === null || this.#muted) return
    const scene = this.#scene
    if (scene.kind === 'ring') this.#stop = ring(this.#audio)
    if (scene.kind === 'music') this.#stop = music(this.#audio, scene.music)
    if (scene.kind === 'speech') this.#stop = speak(scene.words, scene.every)
  }
}

/** Says words aloud where the browser can, and again after a pause where they repeat. */
function speak(words: string, every: number | null): Stop {
  if (!('speechSynthesis' in window)) return () => {}
  let again: ReturnType<typeof setTimeout> | null = null
  let over = false
  const say = () => {
    const utterance = new SpeechSynthesisUtterance(words)
    utterance.lang = 'en'
    utterance.rate = 0.9
    utterance.addEventListener('end', () => {
      if (every !== null && !over) again = setTimeout(say, every)
    })
    speechSynthesis.speak(utterance)
  }
  say()
  return () => {
    over = true
    if (again !== null) clearTimeout(again)
    speechSynthesis.cancel()
  }
}
