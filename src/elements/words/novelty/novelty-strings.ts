/** Texts of `<pinna-novelty>`. Numbers and times are passed as text, already formatted for the language. */
export interface NoveltyStrings {
  /** Before the first sound. */
  readonly beforeSound: string;
  /** While the place is not known yet. @param share of the first minute, per cent */
  readonly learning: (share: string) => string;
  /** The present sound is like earlier ones. */
  readonly familiar: string;
  /** The present sound is like no earlier one. */
  readonly isNew: string;
  /** Name of the scale of scores. */
  readonly score: string;
  /** What the score means. @param share per cent of the moments here */
  readonly rank: (share: string) => string;
  /** Number of known kinds of sound. @param plural category of its plural, as `Intl.PluralRules` gives it */
  readonly kinds: (count: { readonly text: string; readonly plural: Intl.LDMLPluralRule }) => string;
  /** Name of the real picture. */
  readonly heard: string;
  /** Name of the expected picture. */
  readonly expected: string;
  /** Description of the real picture. @param seconds that it shows */
  readonly heardPicture: (seconds: string) => string;
  /** Description of the expected picture. @param seconds that it shows */
  readonly expectedPicture: (seconds: string) => string;
  /** Label of the choice of a method. */
  readonly compare: string;
  /** Names of the methods. */
  readonly by: { readonly sound: string; readonly picture: string };
  /** Title of the list of new sounds. */
  readonly list: string;
  /** The list is empty. */
  readonly none: string;
  /** A new sound in the list. @param time of day @param share its score */
  readonly item: (time: string, share: string) => string;
  /** Says a new sound to a screen reader. @param time of day */
  readonly announce: (time: string) => string;
  /** Button that saves the list as a file. */
  readonly save: string;
  /** Button that forgets the known sounds. */
  readonly forget: string;
  /** Question before that. */
  readonly forgetQuestion: string;
  /** Button that confirms it. */
  readonly forgetYes: string;
  /** Button that cancels it. */
  readonly forgetNo: string;
  /** The model gives no embedding. */
  readonly noEmbedding: string;
  /** The auto-encoder could not be loaded. */
  readonly noPicture: string;
  /** The device does not store the known sounds. */
  readonly notStored: string;
}
