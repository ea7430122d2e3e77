import { Ear } from './ear.jsx';

export default function Page() {
  return (
    <main>
      <h1>Pinna in Next.js</h1>
      <Ear />
    </main>
  );
}
