import '../../components/theme.css';
import '../popup/popup.css';
import './sidepanel.css';
import { render } from 'preact';
import { App } from '../popup/app.tsx';

const root = document.getElementById('app');
if (root) render(<App isPanel />, root);
