import 'pinna/react';

/** Each line contains an error that Pinna's types must report. */
export const wrong = (
  <>
    {/* @ts-expect-error a number, not a word */}
    <pinna-listener stepFrames="five" />
    {/* @ts-expect-error no such backend */}
    <pinna-listener backend="abacus" />
    {/* @ts-expect-error a score, not a word */}
    <pinna-listener thresholds={{ bird: 'high' }} />
    {/* @ts-expect-error no such kind of source */}
    <pinna-listener source={{ kind: 'radio' }} />
    {/* @ts-expect-error a detection has no such property */}
    <pinna-listener onpinna-detection={({ detail }) => detail.nonsense} />
    {/* @ts-expect-error no such property */}
    <pinna-events amount={3} />
  </>
);
