import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { antdTheme } from './antd-theme';
import { palettes, variableName } from './tokens';

export type ThemeChoice = 'light' | 'dark' | 'system';

const key = 'theme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemStill = window.matchMedia('(prefers-reduced-motion: reduce)');

const watched = (query: MediaQueryList) => (changed: () => void) => {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};
const watchDark = watched(systemDark);
const watchStill = watched(systemStill);

function stored(): ThemeChoice {
  const choice = localStorage.getItem(key);
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}

const ThemeContext = createContext<{ choice: ThemeChoice; choose: (choice: ThemeChoice) => void }>({ choice: 'system', choose: () => {} });
export const useTheme = () => useContext(ThemeContext);

/** Gives the palette to our style sheets as variables, and to Ant Design as its theme. */
export function ThemeProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const [choice, setChoice] = useState(stored);
  const system = useSyncExternalStore(watchDark, () => systemDark.matches);
  const isStill = useSyncExternalStore(watchStill, () => systemStill.matches);
  const isDark = choice === 'system' ? system : choice === 'dark';
  const palette = isDark ? palettes.dark : palettes.light;

  useLayoutEffect(() => {
    const { style } = document.documentElement;
    for (const [token, value] of Object.entries(palette)) style.setProperty(variableName(token), value);
    style.setProperty('color-scheme', isDark ? 'dark' : 'light');
  }, [palette, isDark]);

  const value = useMemo(() => {
    const choose = (next: ThemeChoice) => {
      localStorage.setItem(key, next);
      setChoice(next);
    };
    return { choice, choose };
  }, [choice]);
  const config = useMemo(() => antdTheme(palette, isDark, isStill), [palette, isDark, isStill]);

  return (
    <ThemeContext value={value}>
      <ConfigProvider theme={config} locale={locale} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </ThemeContext>
  );
}
