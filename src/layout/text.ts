/**
 * Widths of text in Inter, without a DOM: advances in thousandths of an em, measured from the product's own font file
 * (Inter Variable, optical size 14, kerning left out) at weights 400 and 650. Other weights lie between.
 */
const regular = widths(
  '281 288 466 633 642 982 644 300 365 365 501 662 288 460 288 360 631 407 610 618 646 593 620 566 619 620 288 302 662 662 662 511 966 690 654 730 722 601 590 746 743 269 571 672 565 903 753 765 639 765 644 642 646 744 690 985 682 679 629 365 360 365 471 456 323 562 612 571 612 583 370 613 591 242 242 549 242 876 591 600 612 612 376 528 327 591 562 818 546 562 552 426 333 426 662',
);
const bold = widths(
  '244 330 537 646 653 1010 667 333 375 375 549 676 326 467 326 384 667 427 626 641 671 617 645 579 646 645 326 336 676 676 676 551 1008 737 661 738 722 606 587 750 746 279 582 711 565 927 761 770 646 775 655 653 664 734 737 1029 729 722 658 375 384 375 484 473 358 577 627 585 627 594 394 629 618 267 267 575 267 906 617 611 627 627 402 555 360 618 593 845 575 595 569 462 365 462 676',
);
const others = new Map<string, readonly [number, number]>([
  ['·', [288, 326]],
  ['–', [500, 500]],
  ['—', [1000, 1000]],
  ['…', [864, 979]],
  ['’', [261, 302]],
  ['×', [662, 676]],
]);

function widths(list: string): readonly number[] {
  return list.split(' ').map(Number);
}

/** Width in px of one line at `size` px; `weight` 400 to 650. Letters outside ASCII count as their mean. */
export function textWidth(text: string, size: number, weight = 400): number {
  const share = Math.min(1, Math.max(0, (weight - 400) / 250));
  let sum = 0;
  for (const letter of text) {
    const at = letter.charCodeAt(0) - 32;
    const [thin, thick] = others.get(letter) ?? [regular[at] ?? 590, bold[at] ?? 610];
    sum += thin + (thick - thin) * share;
  }
  return Math.ceil((sum * size) / 1000);
}

/** Breaks at spaces into at most `lines` lines no wider than `max` px; the last line takes what is left. */
export function wrapText(
  text: string,
  max: number,
  size: number,
  lines: number,
  weight = 400,
): readonly string[] {
  const out: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    const full = textWidth(longer, size, weight) > max;
    if (line !== '' && full && out.length < lines - 1) {
      out.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== '') out.push(line);
  return out;
}

/** The text, cut with an ellipsis so that it is no wider than `max` px. */
export function cutText(text: string, max: number, size: number, weight = 400): string {
  if (textWidth(text, size, weight) <= max) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && textWidth(`${letters.join('').trimEnd()}…`, size, weight) > max) {
    letters.pop();
  }
  return `${letters.join('').trimEnd()}…`;
}
