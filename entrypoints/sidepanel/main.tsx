import '../../components/theme.css';
import '../popup/popup.css';
import './sidepanel.css';
import { render } from 'preact';
import { speak } from '../../lib/words.ts';
import { App } from '../popup/app.tsx';

speak();
const root = document.getElementById('app');
if (root) render(<App isPanel />, root);
