import { describe, expect, test } from 'vitest'
import { ConsoleError } from '../../shared/errors.ts'
import { readDialerSettings } from '../../worker/dialer.ts'

const URL = 'https://dialer.example/service/PredictiveService'
const KEY = 'the-secret-key'

const read = (environment: Parameters<typeof readDialerSettings>[0]) => {
  const { url, campaignServiceUrl, key } = readDialerSettings({
    DIALER_URL: URL,
    DIALER_KEY: KEY,
    ...environment,
  })
  return { url, campaignServiceUrl, key }
}

function refusal(environment: Parameters<typeof readDialerSettings>[0]): ConsoleError {
  try {
    read(environment)
  } catch (error) {
    if (error instanceof ConsoleError) return error
    throw error
  }
  throw new Error('It was accepted.')
}

describe('the settings of the dialer', () => {
  test('CampaignService is the sibling of PredictiveService', () => {
    expect(read({})).toEqual({
      url: URL,
      campaignServiceUrl: 'https://dialer.example/service/CampaignService',
      key: KEY,
    })
    expect(read({ DIALER_URL: `${URL}/` }).campaignServiceUrl).toBe(
      'https://dialer.example/service/CampaignService',
    )
    const elsewhere = 'https://other.example/campaigns'
    expect(read({ CAMPAIGN_SERVICE_URL: elsewhere }).campaignServiceUrl).toBe(elsewhere)
    expect(read({ CAMPAIGN_SERVICE_URL: ' ' }).campaignServiceUrl).toContain('/CampaignService')
  })

  test('what a person pastes is tidied', () => {
    expect(read({ DIALER_URL: ` ${URL}?WSDL#top `, DIALER_KEY: ` ${KEY}\n` })).toMatchObject({
      url: URL,
      key: KEY,
    })
    expect(read({ DIALER_URL: `${URL}?account=7` }).url).toBe(`${URL}?account=7`)
  })

  test.each([
    ['http://localhost:8787/s', undefined],
    ['http://demo.localhost/s', undefined],
    ['http://127.0.0.1/s', undefined],
    ['http://127.8.9.1/s', undefined],
    ['http://[::1]:80/s', undefined],
    ['http://dialer.example/s', 'true'],
    ['http://10.0.0.7/s', ' TRUE '],
  ])('%s is allowed with DIALER_ALLOW_HTTP=%s', (url, allow) => {
    expect(read({ DIALER_URL: url, DIALER_ALLOW_HTTP: allow }).url).toContain('http://')
  })

  test.each([
    ['DIALER_URL', undefined],
    ['DIALER_URL', ''],
    ['DIALER_URL', 'dialer.example'],
    ['DIALER_URL', 'http://dialer.example/s'],
    ['DIALER_URL', 'http://127.0.0.1.evil.example/s'],
    ['DIALER_URL', 'http://localhost.evil.example/s'],
    ['DIALER_URL', 'ftp://dialer.example/s'],
    ['DIALER_URL', 'javascript:alert(1)'],
    ['DIALER_URL', 'https://user:secret@dialer.example/s'],
    ['CAMPAIGN_SERVICE_URL', 'http://dialer.example/s'],
    ['CAMPAIGN_SERVICE_URL', 'nonsense'],
    ['DIALER_KEY', undefined],
    ['DIALER_KEY', '  '],
    ['DIALER_KEY', 'a\0b'],
  ])('%s=%j is refused by name, its value untold', (field, value) => {
    const error = refusal({ [field]: value })
    expect(error).toMatchObject({ code: 'misconfigured', field })
    const told = `${error} ${error.words} ${error.cause}`
    expect(told).toMatch(/Error: \w+/)
    if (value !== undefined && value.trim().length > 1) expect(told).not.toContain(value)
  })

  test.each(['1', 'yes', 'false', ''])('DIALER_ALLOW_HTTP=%j allows nothing', (allow) => {
    const environment = { DIALER_URL: 'http://dialer.example/s', DIALER_ALLOW_HTTP: allow }
    expect(refusal(environment)).toMatchObject({ field: 'DIALER_URL' })
  })
})
