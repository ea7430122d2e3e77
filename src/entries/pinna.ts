/** For a plain page: one `<script type="module">` that defines every element of live sound and gives its API. */
import './live-elements.js';

export * from './live.js';
