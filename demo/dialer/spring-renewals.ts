/**
 * The campaign that is there from the start, so that the demo works at once. The people, companies
 * and notes are invented; their phone numbers are of the range kept free for fiction.
 * @module
 */

import type { DispositionList } from './state.ts'

/** The campaign's id. */
export const SPRING_RENEWALS = '874100'

/** Its name. */
export const SPRING_RENEWALS_NAME = 'Spring renewals'

/** What follows the phone number in each row of {@link SPRING_NUMBERS}. */
export const SPRING_COLUMNS = ['name', 'company', 'city', 'plan', 'renews', 'note', 'url'] as const

/** What an agent can choose from. */
export const SPRING_DISPOSITIONS: readonly DispositionList[] = [
  {
    name: 'Outcome',
    dispositions: [
      'Renewed',
      'Call again',
      'Not interested',
      'Wrong person',
      'Left a message',
      'Do not call',
    ],
  },
]

/** Rows as createCallCenterConnectCampaign takes them: the phone number, then the columns. */
export const SPRING_NUMBERS: readonly string[] = [
  '2125550110,Rosa Delgado,Harbor Bakery,New York,Basic,April 1,Renewed twice before,https://crm.acme.example/contacts/1001',
  '3035550117,Tomas Whitaker,Quarry Hardware,Denver,Complete,May 12,Ask about the second shop,https://crm.acme.example/contacts/1002',
  '5125550124,Imani Osei,Prairie Optics,Austin,Team,June 23,Ask for the bookkeeper,https://crm.acme.example/contacts/1003',
  '6125550131,Lukas Brandt,Juniper Veterinary,Minneapolis,Team,April 6,New owner since January,https://crm.acme.example/contacts/1004',
  '3125550138,Priya Raman,Willow Garden Supply,Chicago,Plus,May 17,Likes short calls,https://crm.acme.example/contacts/1005',
  '5035550145,Hannah Lindqvist,Cedar Movers,Portland,Plus,June 28,Moved office in March,https://crm.acme.example/contacts/1006',
  '6195550152,Diego Fuentes,Bluebird Travel,San Diego,Basic,April 11,Met us at the fair,https://crm.acme.example/contacts/1007',
  '6175550159,Mei Zhao,Granite Freight,Boston,Complete,May 22,Asked for a paper invoice,https://crm.acme.example/contacts/1008',
  '2065550166,Oskar Halvorsen,Anchor Law Office,Seattle,Team,June 5,Speaks Spanish too,https://crm.acme.example/contacts/1009',
  '4045550173,Fatima Qureshi,Copper Print Shop,Atlanta,Team,April 16,Recommended us to a neighbour,https://crm.acme.example/contacts/1010',
  '2125550180,Jonah Pelletier,Tidewater Dental,New York,Plus,May 27,Complained about a late delivery,https://crm.acme.example/contacts/1011',
  '3035550187,Ingrid Solberg,Meadow Kitchens,Denver,Plus,June 10,Wants to pay yearly,https://crm.acme.example/contacts/1012',
  '5125550111,Kwame Mensah,Maple Roasters,Austin,Basic,April 21,Wants fewer seats,https://crm.acme.example/contacts/1013',
  '6125550118,Elena Marchetti,Orchard Cycles,Minneapolis,Complete,May 4,Quiet since last summer,https://crm.acme.example/contacts/1014',
  '3125550125,Ravi Kapoor,Summit Interiors,Chicago,Team,June 15,Prefers mornings,https://crm.acme.example/contacts/1015',
  '5035550132,Noor Haddad,North Plumbing,Portland,Team,April 26,Has a question about the invoice,https://crm.acme.example/contacts/1016',
  '6195550139,Sven Nyberg,Beacon Bakery,San Diego,Plus,May 9,Renewed twice before,https://crm.acme.example/contacts/1017',
  '6175550146,Camila Barros,Ember Hardware,Boston,Plus,June 20,Ask about the second shop,https://crm.acme.example/contacts/1018',
  '2065550153,Yusuf Demir,Lantern Optics,Seattle,Basic,April 3,Ask for the bookkeeper,https://crm.acme.example/contacts/1019',
  '4045550160,Greta Vogel,Falcon Veterinary,Atlanta,Complete,May 14,New owner since January,https://crm.acme.example/contacts/1020',
  '2125550167,Malik Grant,Harbor Garden Supply,New York,Team,June 25,Likes short calls,https://crm.acme.example/contacts/1021',
  '3035550174,Sofia Petrov,Quarry Movers,Denver,Team,April 8,Moved office in March,https://crm.acme.example/contacts/1022',
  '5125550181,Arthur Bellamy,Prairie Travel,Austin,Plus,May 19,Met us at the fair,https://crm.acme.example/contacts/1023',
  '6125550188,Leila Nazari,Juniper Freight,Minneapolis,Plus,June 2,Asked for a paper invoice,https://crm.acme.example/contacts/1024',
  '3125550112,Bruno Caruso,Willow Law Office,Chicago,Basic,April 13,Speaks Spanish too,https://crm.acme.example/contacts/1025',
  '5035550119,Wanda Kowalska,Cedar Print Shop,Portland,Complete,May 24,Recommended us to a neighbour,https://crm.acme.example/contacts/1026',
  '6195550126,Idris Bakare,Bluebird Dental,San Diego,Team,June 7,Complained about a late delivery,https://crm.acme.example/contacts/1027',
  '6175550133,Paloma Ibarra,Granite Kitchens,Boston,Team,April 18,Wants to pay yearly,https://crm.acme.example/contacts/1028',
  '2065550140,Henrik Falk,Anchor Roasters,Seattle,Plus,May 1,Wants fewer seats,https://crm.acme.example/contacts/1029',
  '4045550147,Zadie Okafor,Copper Cycles,Atlanta,Plus,June 12,Quiet since last summer,https://crm.acme.example/contacts/1030',
  '2125550154,Marco Ricci,Tidewater Interiors,New York,Basic,April 23,Prefers mornings,https://crm.acme.example/contacts/1031',
  '3035550161,Ayumi Tanaka,Meadow Plumbing,Denver,Complete,May 6,Has a question about the invoice,https://crm.acme.example/contacts/1032',
  '5125550168,Felix Hartmann,Maple Bakery,Austin,Team,June 17,Renewed twice before,https://crm.acme.example/contacts/1033',
  '6125550175,Odette Laurent,Orchard Hardware,Minneapolis,Team,April 28,Ask about the second shop,https://crm.acme.example/contacts/1034',
  '3125550182,Samir Aziz,Summit Optics,Chicago,Plus,May 11,Ask for the bookkeeper,https://crm.acme.example/contacts/1035',
  '5035550189,Tessa Monroe,North Veterinary,Portland,Plus,June 22,New owner since January,https://crm.acme.example/contacts/1036',
  '6195550113,Viktor Sokolov,Beacon Garden Supply,San Diego,Basic,April 5,Likes short calls,https://crm.acme.example/contacts/1037',
  '6175550120,Chiara Greco,Ember Movers,Boston,Complete,May 16,Moved office in March,https://crm.acme.example/contacts/1038',
  '2065550127,Abel Mwangi,Lantern Travel,Seattle,Team,June 27,Met us at the fair,https://crm.acme.example/contacts/1039',
  '4045550134,Ruth Adler,Falcon Freight,Atlanta,Team,April 10,Asked for a paper invoice,https://crm.acme.example/contacts/1040',
]
