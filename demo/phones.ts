/**
 * Ranges that regulators keep free for films and books, so that no demo number ever rings: 555-0100 to 555-0199 in every
 * North American area code (ATIS-0300115), Ofcom's numbers for drama, and ACMA's for creative works. Russia,
 * China and Romania reserve none, so people there come without a phone.
 */
const ranges: Record<string, { start: string; digits: number }[]> = {
  US: areas(`
    205 212 213 214 215 216 217 219 224 225 228 229 231 234 239 240 248 251 252 253 254 256 260 262 267 269 270
    276 281 301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 330 334 336 337
    339 347 351 352 360 361 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 430 432
    434 435 440 443 469 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530 540
    541 551 559 561 562 563 567 570 571 573 574 575 580 585 586 601 602 603 605 606 607 608 609 610 612 614 615
    616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 661 662 678 682 701 702 703 704 706 707 708 712
    713 714 715 716 717 718 719 720 724 727 731 732 734 740 754 757 760 763 765 770 772 773 774 775 781 785 786
    801 802 803 804 805 806 808 810 812 813 814 815 816 817 818 828 830 831 832 843 845 847 848 850 856 857 858
    859 860 862 863 864 865 870 901 903 904 906 907 908 909 910 912 913 914 915 916 917 918 919 920 925 928 931
    936 937 940 941 947 949 951 952 954 956 970 971 972 973 978 979 980 985 989
  `),
  CA: areas(`
    204 226 250 289 306 403 416 418 438 450 506 514 519 581 587 604 613 647 705 709 778 780 807 819 902 905
  `),
  GB: '113496 114496 116496 117496 118496 121496 131496 141496 151496 161496 207946 191498 289649 292018'
    .split(' ')
    .map((block) => ({ start: `+44${block}${block === '289649' ? '6' : '0'}`, digits: 3 })),
  AU: ['2', '3', '7', '8'].flatMap((area) =>
    ['5550', '7010'].map((block) => ({ start: `+61${area}${block}`, digits: 4 })),
  ),
};

/** How many fictional numbers a country has. Past that many people there come without a phone. */
export function phonesIn(country: string): number {
  return (ranges[country] ?? []).reduce((sum, range) => sum + 10 ** range.digits, 0);
}

/**
 * The nth fictional number of a country in E.164, neighbours far apart; undefined when the country has none left. A number
 * belongs to one person only: two people with one personal number would rightly be taken for one.
 */
export function phoneAt(country: string, index: number): string | undefined {
  const list = ranges[country];
  if (list === undefined || index >= phonesIn(country)) return undefined;
  const range = list[index % list.length] as { start: string; digits: number };
  const size = 10 ** range.digits;
  const within = (Math.floor(index / list.length) * 37 + 11) % size;
  return `${range.start}${String(within).padStart(range.digits, '0')}`;
}

function areas(codes: string) {
  return codes
    .trim()
    .split(/\s+/)
    .map((code) => ({ start: `+1${code}55501`, digits: 2 }));
}
