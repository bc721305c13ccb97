import '../../components/theme.css';
import './popup.css';
import { render } from 'preact';
import { whenSignedOut } from '../../lib/messages.ts';
import { speak } from '../../lib/words.ts';
import { App } from './app.tsx';

speak();
const root = document.getElementById('app');
if (root) render(<App />, root);

// What is on screen was wiped with everything else.
whenSignedOut(() => location.reload());
