/** The real page over a search that plays back a list of events: `?candidates=40&until=0.5&speed=0`. */
import { mount } from 'svelte';
import App from '../../../../src/ui/App.svelte';
import '../../../../src/ui/theme.css';
import { scriptedSearch } from './scriptedSearch.ts';

const query = new URLSearchParams(location.search);
const number = (key: string, usual: number) => Number(query.get(key) ?? usual);
const target = document.getElementById('app');
if (!target) throw new Error('index.html holds no element #app.');
const connect = () =>
  scriptedSearch({
    candidates: number('candidates', 40),
    until: number('until', 1),
    batch: number('batch', Infinity),
    changes: number('changes', 0),
  });
mount(App, { target, props: { connect } });
