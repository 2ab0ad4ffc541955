import { describe, expect, test } from 'vitest'
import { connection, envelope, NAMESPACE, stats, wait } from './answering.ts'

describe('calls and agents are open maps', () => {
  test('ids, phone numbers and longs keep every digit', async () => {
    const call = await wait(
      connection(
        '<campaignid>9223372036854775807</campaignid><id>0000000000000000000000017</id><phonenumber>0049301234567</phonenumber>',
      ),
    )
    expect(call).toMatchObject({
      campaignId: '9223372036854775807',
      id: '0000000000000000000000017',
      phoneNumber: '0049301234567',
    })
  })

  test('what nobody foresaw is kept, in order, with a readable label', async () => {
    const call = await wait(
      connection(
        '<customerFirstName>Zoë</customerFirstName><zip_code>01234</zip_code><x:y xmlns:x="urn:x">z</x:y><constructor>c</constructor>',
      ),
    )
    expect(call?.members.map(({ label, value }) => [label, value])).toEqual([
      ['Customer first name', 'Zoë'],
      ['Zip code', '01234'],
      ['Y', 'z'],
      ['Constructor', 'c'],
    ])
  })

  test('nested members are flattened so that a person can read them', async () => {
    const call = await wait(
      connection(
        '<numbers><string>1</string><string>2</string></numbers>' +
          '<contact><name>Ann</name><tags><string>vip</string></tags></contact>' +
          '<notes><Note><by>Bo</by><text>hi</text></Note><Note><by>Cy</by><text>yo</text></Note></notes>',
      ),
    )
    expect(call?.members.map(({ name, value, items }) => ({ name, value, items }))).toEqual([
      { name: 'numbers', value: '1, 2', items: ['1', '2'] },
      { name: 'contact', value: 'name: Ann; tags: vip', items: null },
      { name: 'notes', value: 'by: Bo; text: hi | by: Cy; text: yo', items: null },
    ])
  })

  test('a known name with another content is shown and not typed', async () => {
    const call = await wait(
      connection(
        '<callstart>just now</callstart><campaignid>north</campaignid><duration>n/a</duration><id>7</id>',
      ),
    )
    expect(call).toMatchObject({ id: '7', startedAt: null, campaignId: null })
    expect(call?.members.map(({ value }) => value)).toEqual(['just now', 'north', 'n/a', '7'])
  })

  test('a call without an id is still a call', async () => {
    expect(await wait(connection('<phonenumber>1</phonenumber>'))).toMatchObject({
      id: null,
      phoneNumber: '1',
    })
    expect(await wait(connection(''))).toMatchObject({ id: null, members: [] })
  })

  test('a call of a megabyte fits a row of storage', async () => {
    const call = await wait(
      connection(`<id>7</id><notes>${'n'.repeat(900_000)}</notes><last>x</last>`),
    )
    expect(call?.id).toBe('7')
    expect(JSON.stringify(call).length).toBeLessThan(500_000)
    const many = await wait(connection('<m>x</m>'.repeat(100_000)))
    expect(many?.members.length).toBe(200)
  })

  test('one agent is a list of one, with everything typed', async () => {
    const row =
      '<AgentType><avgcallsec>1.5</avgcallsec><calls>3</calls><callsec>5</callsec><campaignid>874100</campaignid>' +
      '<duration>60</duration><id>0047</id><loggedin>2011-03-13T07:06:40Z</loggedin><loggedout>2011-03-13T08:06:40+01:00</loggedout>' +
      '<percentresponse>12.5</percentresponse><phonenumber>2134000543</phonenumber><responsetime>7</responsetime><userid>ann</userid></AgentType>'
    const agents = await stats(
      envelope(
        `<getAgentStatsResponse xmlns="${NAMESPACE}"><out>${row}</out></getAgentStatsResponse>`,
      ),
    )
    expect(agents).toHaveLength(1)
    expect(agents[0]).toMatchObject({
      id: '0047',
      userId: 'ann',
      phoneNumber: '2134000543',
      campaignId: '874100',
      loggedInAt: Date.UTC(2011, 2, 13, 7, 6, 40),
      loggedOutAt: Date.UTC(2011, 2, 13, 7, 6, 40),
      calls: 3,
      loggedInSeconds: 60,
      callSeconds: 5,
      averageCallSeconds: 1.5,
      responseSeconds: 7,
      responsePercent: 12.5,
    })
  })
})
