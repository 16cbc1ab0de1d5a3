import { createRoot } from 'react-dom/client';
import { App } from './app';
import './theme/base.css';
import './parts/parts.css';

createRoot(document.getElementById('root')!).render(<App />);
void import('./theme/fonts');
