import '../../components/theme.css';
import './shell.css';
import './export.css';
import './form.css';
import './table.css';
import './record.css';
import './settings.css';
import { render } from 'preact';
import { whenSignedOut } from '../../lib/messages.ts';
import { speak } from '../../lib/words.ts';
import { App } from './app.tsx';

speak();
const root = document.getElementById('app');
if (root) render(<App />, root);

// What is on screen was wiped with everything else.
whenSignedOut(() => location.reload());
