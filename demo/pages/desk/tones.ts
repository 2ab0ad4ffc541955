/**
 * The phone's tones, made by Web Audio: no files, so nothing to load and nothing to license.
 * @module
 */

/** Loud enough to notice, quiet enough for an office. */
const LEVEL = { ring: 0.12, music: 0.07, beep: 0.2 }

/** The two tones of a telephone bell and its rhythm, in seconds. */
const BELL = { tones: [440, 480], on: [0, 0.6], lasts: 0.4, every: 3 }

/** The beep that announces a person. */
const BEEP = { hertz: 1_000, seconds: 0.18 }

/** Seconds per note of the hold music. */
const BEAT = 0.3

/** Four chords, each as eight broken notes, in semitones above the key. */
const BARS = [
  [0, 7, 12, 16, 19, 16, 12, 7],
  [-3, 4, 9, 12, 16, 12, 9, 4],
  [-7, 0, 5, 9, 12, 9, 5, 0],
  [-5, 2, 7, 11, 14, 11, 7, 2],
] as const

const LOWEST_KEY_HERTZ = 196

/** A sound that goes on until it is stopped. */
export type Stop = () => void

/** The phone's bell. */
export function ring(audio: AudioContext): Stop {
  const gain = level(audio, 0)
  const bell = BELL.tones.map((hertz) => tone(audio, gain, 'sine', hertz))
  for (const each of bell) each.start()
  const strike = () => {
    for (const at of BELL.on) {
      const start = audio.currentTime + at
      gain.gain.setValueAtTime(LEVEL.ring, start)
      gain.gain.setValueAtTime(0, start + BELL.lasts)
    }
  }
  strike()
  const timer = setInterval(strike, BELL.every * 1000)
  return () => {
    clearInterval(timer)
    for (const each of bell) each.stop()
    gain.disconnect()
  }
}

/** Hold music: a slow round of broken chords. Each name has a key of its own. */
export function music(audio: AudioContext, name: string): Stop {
  const gain = level(audio, LEVEL.music)
  const key = LOWEST_KEY_HERTZ * 2 ** ((([...name].length * 5) % 12) / 12)
  let bar = 0
  const playBar = () => {
    const notes = BARS[bar % BARS.length] ?? BARS[0]
    for (const [index, semitones] of notes.entries()) {
      pluck(audio, gain, key * 2 ** (semitones / 12), audio.currentTime + index * BEAT)
    }
    bar += 1
  }
  playBar()
  const timer = setInterval(playBar, BARS[0].length * BEAT * 1000)
  return () => {
    clearInterval(timer)
    gain.disconnect()
  }
}

/** One short, plain beep. */
export function beep(audio: AudioContext): void {
  const gain = level(audio, LEVEL.beep)
  const sound = tone(audio, gain, 'sine', BEEP.hertz)
  sound.start()
  sound.stop(audio.currentTime + BEEP.seconds)
}

function pluck(audio: AudioContext, into: AudioNode, hertz: number, at: number): void {
  const string = level(audio, 0, into)
  string.gain.setValueAtTime(0, at)
  string.gain.linearRampToValueAtTime(1, at + 0.02)
  string.gain.exponentialRampToValueAtTime(0.001, at + BEAT * 3)
  const sound = tone(audio, string, 'triangle', hertz)
  sound.start(at)
  sound.stop(at + BEAT * 3)
}

function tone(audio: AudioContext, into: AudioNode, type: OscillatorType, hertz: number) {
  const oscillator = new OscillatorNode(audio, { type, frequency: hertz })
  oscillator.connect(into)
  return oscillator
}

function level(audio: AudioContext, gain: number, into: AudioNode = audio.destination): GainNode {
  const node = new GainNode(audio, { gain })
  node.connect(into)
  return node
}
