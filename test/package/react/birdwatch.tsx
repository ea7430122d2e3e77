import { useRef, useState } from 'react';
import type { PinnaListener } from 'pinna/elements/pinna-listener';
import 'pinna/elements';
import 'pinna/react';

/** Listens to the microphone and renders the detections as React elements. */
export function Birdwatch() {
  const listener = useRef<PinnaListener>(null);
  const [frames, setFrames] = useState(0);
  const [heard, setHeard] = useState<readonly string[]>([]);
  return (
    <main>
      <pinna-listener
        ref={listener}
        model="tiny"
        stepFrames={10}
        thresholds={{ 'events:*': { on: 0.3, off: 0.2 } }}
        source="microphone"
        onpinna-frames={({ detail }) => setFrames((count) => count + detail.frames)}
        onpinna-detection={({ detail }) => {
          if (detail.phase === 'start') setHeard((labels) => [...labels, detail.detection.label]);
        }}
      >
        <pinna-controls />
        <pinna-events count={3} className="events" />
      </pinna-listener>
      <output id="frames">{frames}</output>
      <output id="heard">{heard.join(', ')}</output>
    </main>
  );
}
