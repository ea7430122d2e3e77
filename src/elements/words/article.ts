/** Names that take an indefinite article: things that can be counted. All others are said without one: "rain", "barking". */
const COUNTED = new Set(
  (
    'battle cry|belly laugh|choir|mantra|hiccup|fart|heartbeat|crowd|animal|dog|whimpering dog|dog or wolf|cat|farm animal|' +
    'horse|cow|cowbell|pig|goat|chicken|hen|rooster|turkey|duck|goose|honking goose|lion or tiger|wild animal|pet|bird|' +
    'bird call|pigeon|crow|owl|rodent|mouse|cricket|mosquito|fly|bee or wasp|frog|snake|whale|person|voice|synthetic voice|' +
    'laughing baby|crying baby|musical instrument|guitar|electric guitar|bass guitar|acoustic guitar|slide guitar|banjo|' +
    'sitar|mandolin|zither|ukulele|keyboard instrument|piano|electric piano|organ|electronic organ|Hammond organ|' +
    'harpsichord|drum kit|drum machine|drum|snare drum|rimshot|drum roll|bass drum|tabla|cymbal|hi-hat|' +
    'wood block|tambourine|gong|xylophone|glockenspiel|vibraphone|steelpan|orchestra|string section|french horn|trumpet|' +
    'trombone|violin|cello|double bass|flute|saxophone|clarinet|harp|bell|bicycle bell|tuning fork|harmonica|accordion|' +
    'didgeridoo|shofar|theremin|singing bowl|bassoon|oboe|thunderstorm|stream|waterfall|crackling fire|vehicle|boat|' +
    'sailing boat|rowing boat|motorboat|ship|motor vehicle|car|car horn|car alarm|electric car window|passing car|race car|' +
    'truck|air brake|truck horn|ice cream van|bus|motorcycle|rail vehicle|train|train whistle|train horn|' +
    'railway carriage|underground train|aircraft|aircraft engine|jet engine|propeller|helicopter|airplane|bicycle|' +
    "skateboard|engine|idling engine|revving engine|dentist's drill|lawn mower|chainsaw|door|doorbell|ding-dong|" +
    'sliding door|cupboard|drawer|microwave oven|blender|water tap|sink|bathtub|hair dryer|toilet flush|' +
    'electric toothbrush|vacuum cleaner|zipper|coin|electric shaver|typewriter|alarm|telephone|ringtone|dial tone|' +
    'busy signal|alarm clock|siren|civil defence siren|police siren|ambulance siren|fire engine siren|buzzer|smoke alarm|' +
    'fire alarm|foghorn|whistle|steam whistle|ratchet|clock|sewing machine|air conditioner|cash register|printer|camera|' +
    'SLR camera|tool|hammer|jackhammer|hand saw|power tool|explosion|gunshot|machine gun|fusillade|cap gun|firecracker|' +
    'pump|sonar|bouncing basketball|whip|beep|television|radio|mouse click|washing machine'
  ).split('|'),
);

/** Returns the English name of a sound with its indefinite article, if it takes one: `a siren`, `an animal`, `rain`. */
export function withArticle(name: string): string {
  if (!COUNTED.has(name)) return name;
  return `${/^[aeiou](?!ni|kul)/i.test(name) ? 'an' : 'a'} ${name}`;
}
