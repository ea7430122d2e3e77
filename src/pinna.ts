/** For a plain page: one `<script type="module">` that defines every element and gives the whole API. */
import './elements/index';

export * from './index';
