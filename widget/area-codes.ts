/**
 * Which time it may be where a North American number comes from. Loaded with the first call, not
 * with the console. Area codes by state or province, as the numbering plan assigned them up to
 * 2025; a code in two zones is listed under both, and one in more, or in none, is left out.
 * @module
 */

import { dateFormat } from './date-format.ts'

const EASTERN = `
  203 475 860 959
  302
  202 771
  239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954
  229 404 470 478 678 706 762 770 912 943
  260 317 463 765
  502 859
  207
  227 240 301 410 443 667
  339 351 413 508 617 774 781 857 978
  231 248 269 313 517 586 616 734 810 947 989
  603
  201 551 609 640 732 848 856 862 908 973
  212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934
  252 336 472 704 743 828 910 919 980 984
  216 220 234 283 326 330 380 419 436 440 513 567 614 740 937
  215 223 267 272 412 445 484 570 582 610 717 724 814 835 878
  401
  803 821 839 843 854 864
  865
  276 434 540 571 686 703 757 804 826 948
  802
  304 681
  226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942
  263 354 367 418 438 450 468 514 579 581 819 873`
const CENTRAL = `
  205 251 256 334 483 659 938
  327 479 501 870
  217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872
  319 515 563 641 712
  316 913
  225 318 337 457 504 985
  218 320 507 612 651 763 924 952
  228 601 662 769
  235 314 417 557 573 636 660 816 975
  402 531
  405 539 572 580 918
  615 629 731 901 931
  210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 936 940 945
  956 972 979
  262 274 353 414 534 608 715 920
  204 431 584`
const MOUNTAIN = `
  303 719 720 970 983
  406
  505 575
  385 435 801
  307
  915
  368 403 587 780 825`
const PACIFIC = `
  209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669
  707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951
  702 725
  503 971
  206 253 360 425 509 564
  604`

/** Zones, joined by a space where a code has two, to the codes in them. */
const CODES: Readonly<Record<string, string>> = {
  'America/New_York': EASTERN,
  'America/Chicago': CENTRAL,
  'America/Denver': MOUNTAIN,
  'America/Los_Angeles': PACIFIC,
  'America/Phoenix': '480 520 602 623',
  'America/Regina': '306 474 639',
  'America/Halifax': '428 506 782 902',
  'America/Puerto_Rico': '787 939',
  'America/St_Thomas': '340',
  'Pacific/Honolulu': '808',
  'Pacific/Guam': '671',
  'America/New_York America/Chicago': '219 270 364 423 448 574 606 807 812 850 906 930',
  'America/Chicago America/Denver': '308 605 620 701 785',
  'America/Denver America/Los_Angeles': '208 236 250 458 541 672 775 778 986',
  'America/Denver America/Phoenix': '928',
  'America/Anchorage America/Adak': '907',
  'America/St_Johns America/Halifax': '709 879',
}

const NORTH_AMERICAN = /^(?:\+?1)?([2-9]\d\d)[2-9]\d{6}$/

/** The time zones a number may be in, by its area code; none where that says nothing. */
export function zonesOf(phoneNumber: string): string[] {
  const code = NORTH_AMERICAN.exec(phoneNumber)?.[1]
  if (code === undefined) return []
  const found = Object.entries(CODES).find(([, codes]) => codes.includes(code))
  return found?.[0].split(' ') ?? []
}

const CLOCK = { hour: 'numeric', minute: '2-digit', timeZoneName: 'longGeneric' } as const

/** The time in each of the zones, with the zone's name, in a language. */
export function timesAt(zones: readonly string[], now: number, language: string): string[] {
  return zones.map((timeZone) => dateFormat(language, { ...CLOCK, timeZone }).format(now))
}
