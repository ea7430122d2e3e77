'use client';

import 'pinna/elements';
import { useEffect, useRef, useState } from 'react';

export function Ear() {
  const ear = useRef(null);
  const [heard, setHeard] = useState('');
  // React adds no handlers of elements' own events to HTML that the server has rendered.
  useEffect(() => {
    const element = ear.current;
    const hear = ({ detail }) => detail.phase === 'start' && setHeard(detail.detection.label);
    element.addEventListener('pinna-detection', hear);
    return () => element.removeEventListener('pinna-detection', hear);
  }, []);
  return (
    <>
      <pinna-listener ref={ear} model="tiny" step-frames={10}>
        <pinna-controls />
        <pinna-events count={3} />
      </pinna-listener>
      <p id="heard">{heard}</p>
    </>
  );
}
