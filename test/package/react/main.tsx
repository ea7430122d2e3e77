import { createRoot } from 'react-dom/client';
import { Birdwatch } from './birdwatch';

createRoot(document.getElementById('root')!).render(<Birdwatch />);
