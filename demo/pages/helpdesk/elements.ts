/**
 * The elements of this page as React 19 writes them: properties are set as properties, `on` and an
 * event's name listens.
 * @module
 */

import type { HTMLAttributes } from 'react'
import '../../../widget/react.ts'
import type { DemoBar } from '../demo-bar.ts'
import type { DeskPhone } from '../desk-phone.ts'

type Tag<Properties> = HTMLAttributes<HTMLElement> & Partial<Properties>

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'demo-bar': Tag<Pick<DemoBar, 'here'>>
      'desk-phone': Tag<Pick<DeskPhone, 'number'>>
    }
  }
}
