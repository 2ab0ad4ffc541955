import { describe, expect, it } from 'vitest'
import { floorOf, isRoom, newRoom, userIn } from '../../../demo/stage/rooms.ts'

describe('rooms', () => {
  it('are campaigns of their own, with a floor and users that no other room has', () => {
    const rooms = Array.from({ length: 100 }, newRoom)
    expect(new Set(rooms).size).toBe(100)
    for (const room of rooms) {
      expect(isRoom(room)).toBe(true)
      expect(floorOf(room)).toBe(room)
      expect(userIn(room, 'ann@acme.example')).toMatch(/^ann@\w+\.acme\.example$/)
    }
    const anns = rooms.map((room) => userIn(room, 'ann@acme.example'))
    expect(new Set(anns).size).toBe(100)
    expect(new Set(rooms.map((room) => userIn(room, 'bo'))).size).toBe(100)
  })

  it('are not what anybody else calls a campaign', () => {
    for (const campaign of ['874100', '874101', '8741001', '99874100123456789012']) {
      expect(isRoom(campaign)).toBe(false)
      expect(floorOf(campaign)).toBe('floor')
      expect(userIn(campaign, 'ann@acme.example')).toBe('ann@acme.example')
    }
  })
})
