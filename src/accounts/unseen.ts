/**
 * Characters that nobody sees or that turn the direction of others. Joiners stand between letters
 * of scripts that join, and selectors after what they change: there they can be seen.
 */
const seen =
  /(?<=[\p{L}\p{M}])(?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200c\u200d](?=\p{L})|(?<=\p{Script=Han})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/gu
const unseen =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * Whether a text holds characters that cannot be seen: with them two names look like one.
 *
 * @example
 * holdsUnseen('Ada\u2060') // true
 */
export function holdsUnseen(text: string): boolean {
  return unseen.test(text) && unseen.test(text.replace(seen, ''))
}

/**
 * Whether there is anything in a text to read out or to look for.
 *
 * @example
 * saysSomething('–') // false
 */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
}
