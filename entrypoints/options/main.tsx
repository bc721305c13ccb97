import '../../components/theme.css';
import './shell.css';
import './export.css';
import './form.css';
import './table.css';
import './record.css';
import './settings.css';
import { render } from 'preact';
import { forgetMe } from '../../components/gap/use-me.ts';
import { whenSignedOut } from '../../lib/messages.ts';
import { speak } from '../../lib/words.ts';
import { App } from './app.tsx';

speak();
const root = document.getElementById('app');
if (root) render(<App />, root);

// What is on screen was wiped with everything else.
whenSignedOut(() => {
  forgetMe();
  location.reload();
});
