/** Times are written without `Intl.DateTimeFormat`, and read as if it had written them. */
import { assert } from 'chai'
import { timesAt, zonesOf } from '../../widget/area-codes.ts'
import { REST } from '../../widget/languages/en.ts'
import { STRINGS } from '../../widget/languages/es.ts'
import { type AllWords, ENGLISH } from '../../widget/strings.ts'
import { dayAndTime } from '../../widget/time-of-day.ts'
import { mount, unmount } from './browser/mount.ts'
import { MARIA, onCall } from './browser/snapshots.ts'

const EN: AllWords = { ...ENGLISH, ...REST }
const WORDS: Readonly<Record<string, AllWords>> = {
  en: EN,
  'en-US': EN,
  es: STRINGS,
  'es-US': STRINGS,
}

/** A number for each row of the table of area codes. */
const NUMBERS = [
  ...['2125550143', '3125550143', '3035550143', '2135550143', '6025550143', '3065550143'],
  ...['9025550143', '7875550143', '3405550143', '8085550143', '6715550143', '2705550143'],
  ...['6055550143', '2085550143', '9285550143', '9075550143', '7095550143'],
]

/** Both halves of a day, in winter and in summer. */
const MOMENTS = [
  ...[Date.UTC(2026, 0, 5, 8, 5), Date.UTC(2026, 0, 5, 20, 40)],
  ...[Date.UTC(2026, 6, 5, 9, 0), Date.UTC(2026, 6, 5, 19, 59)],
]

const asIntlHasIt = (timeZone: string, moment: number, language: string) =>
  new Intl.DateTimeFormat(language, {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'longGeneric',
  }).format(moment)

function compare(): void {
  for (const [language, t] of Object.entries(WORDS)) {
    for (const number of NUMBERS) {
      const zones = zonesOf(number)
      assert.isNotEmpty(zones, number)
      for (const moment of MOMENTS) {
        const expected = zones.map((zone) => asIntlHasIt(zone, moment, language))
        // Regions have names of their own for some zones; what the clock says is the same.
        const short = (times: string[]) =>
          language === 'es-US' ? times.map((each) => each.split(' hora')[0]) : times
        assert.deepEqual(short(timesAt(zones, moment, t, language)), short(expected))
      }
    }
  }
}

// First, while no clock has been made that another test could be given.
describe('a pop', () => {
  const { DateTimeFormat } = Intl

  beforeEach(() => {
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct: () => {
        throw new Error('the first one takes longer than the rest of a pop')
      },
    })
  })
  afterEach(() => {
    Intl.DateTimeFormat = DateTimeFormat
    unmount()
  })

  it('shows when it is for the person, and when they were called, without Intl.DateTimeFormat', async () => {
    const earlier = {
      callId: '8001',
      userId: 'ben@acme.example',
      openedAt: new Date(2026, 4, 1, 15, 30).getTime(),
      dispositions: [],
      notes: '',
    }
    const page = await mount((worker) => {
      worker.answers = () => ({ calls: [earlier] })
      worker.show(onCall({ call: { ...MARIA, campaignId: worker.campaign } }))
    })
    await page.shows('Pacific Time')
    await page.shows('May 1, 2026, 3:30 PM')
  })
})

describe('the time where a number comes from', () => {
  it('reads as the browser would write it, in every zone', compare)

  it('is the same in a browser without Temporal', () => {
    const found = Object.getOwnPropertyDescriptor(globalThis, 'Temporal')
    assert.exists(found, 'this browser has it')
    Reflect.deleteProperty(globalThis, 'Temporal')
    try {
      compare()
    } finally {
      Object.defineProperty(globalThis, 'Temporal', found as PropertyDescriptor)
    }
  })

  it('is left out where its words are missing', () => {
    assert.deepEqual(timesAt(zonesOf('2125550143'), 0, ENGLISH as AllWords, 'en'), [])
  })
})

describe('the day of an earlier call', () => {
  it('reads as the browser would write it', () => {
    for (const [language, t] of Object.entries(WORDS)) {
      const clock = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
      for (let month = 0; month < 12; month++) {
        for (const hour of [0, 9, 12, 23]) {
          const moment = new Date(2026, month, 5, hour, 7).getTime()
          assert.equal(dayAndTime(moment, t, language), clock.format(moment))
        }
      }
    }
  })
})
