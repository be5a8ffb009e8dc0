import { mount } from 'svelte';
import { connectSearch } from '../workers/connect.ts';
import App from './App.svelte';
import { locale } from './state/locale.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html holds no element #app.');
document.documentElement.lang = locale();
target.replaceChildren();
mount(App, { target, props: { connect: connectSearch } });
target.inert = false;
