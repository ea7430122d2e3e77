/**
 * For pages without a bundler: one `<script type="module">` that defines the elements for live sound and exports the API
 * for live sound.
 */
import './live-elements.js';

export * from './live.js';
