import { createContext, useContext } from 'react';
import type { Locale } from 'antd/es/locale';
import type { Language } from '../api/types';
import { type Dates, datesIn } from './dates';
import type { Words } from './zh';

/** All that one language needs, loaded when it is chosen. */
export interface Speech {
  language: Language;
  words: Words;
  dates: Dates;
  antd: Locale;
}

export async function speechIn(language: Language): Promise<Speech> {
  const dates = datesIn(language);
  if (language === 'en') {
    const [{ en }, { default: antd }] = await Promise.all([import('./en'), import('antd/es/locale/en_US')]);
    return { language, words: en, dates, antd };
  }
  const [{ zh }, { default: antd }] = await Promise.all([import('./zh'), import('antd/es/locale/zh_CN')]);
  return { language, words: zh, dates, antd };
}

const key = 'language';
/** What was chosen in this browser since somebody logged out of it last. */
export const rememberedLanguage = (): Language | undefined => (['zh-CN', 'en'] as const).find((language) => language === localStorage.getItem(key));
export const rememberLanguage = (language: Language): void => localStorage.setItem(key, language);
export const forgetLanguage = (): void => localStorage.removeItem(key);

export const SpeechContext = createContext<(Speech & { choose: (language: Language) => void }) | undefined>(undefined);

export function useSpeech() {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('No language has been loaded.');
  return speech;
}

export const useWords = (): Words => useSpeech().words;
export const useDates = (): Dates => useSpeech().dates;
