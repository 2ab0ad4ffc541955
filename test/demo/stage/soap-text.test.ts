import { describe, expect, it } from 'vitest'
import { campaignIn, isCall, shown, subjectOf } from '../../../demo/stage/soap-text.ts'
import { SERVICES } from '../../../shared/predictive-service.ts'
import { writeAnswer, writeRequest } from '../../../worker/soap/envelope.ts'

const { PredictiveService } = SERVICES
const KEY = 'planted-key-8f2c'
const WAIT = { key: KEY, campaignId: '874100123456789012', agentId: '4721' }
const request = writeRequest('getConnectionForAgent', PredictiveService.getConnectionForAgent, WAIT)

describe('what an onlooker reads of an envelope', () => {
  it('never has the key in it, not even where it does not belong', () => {
    const xml = request.replace('</soap', `<!-- ${KEY} --></soap`)
    expect(xml.split(KEY)).toHaveLength(3)
    expect(shown(xml, KEY)).not.toContain(KEY)
    expect(shown(xml, undefined).split(KEY)).toHaveLength(2)
    expect(shown(xml, KEY)).toContain('4721')
  })

  it('says what is asked, about whom and for which campaign, whatever the prefixes', () => {
    for (const xml of [request, request.replaceAll(/(<\/?)\w+:/g, '$1other:')]) {
      expect(campaignIn(xml)).toBe('874100123456789012')
      const subject = { operation: 'getConnectionForAgent', agentId: '4721', userId: null }
      expect(subjectOf(xml)).toEqual(subject)
    }
  })

  it('tells a call from an empty answer', () => {
    const answer = (out: unknown) =>
      writeAnswer('getConnectionForAgent', PredictiveService.getConnectionForAgent, out)
    expect(isCall(answer({ id: '77', phonenumber: '2125550110' }))).toBe(true)
    expect(isCall(answer(null))).toBe(false)
    expect(isCall(request)).toBe(false)
  })

  it('makes the best of what is no envelope', () => {
    expect(subjectOf('<html>')).toEqual({ operation: 'unreadable', agentId: null, userId: null })
    expect(campaignIn('')).toBeNull()
    expect(shown('x'.repeat(50_000), KEY).length).toBeLessThan(21_000)
  })
})
