/** The languages that the product speaks. */
export type Language = 'zh-CN' | 'en';

/** A text in both languages; the one shape of every bilingual text. */
export interface Words {
  zh: string;
  en: string;
}

export const say = (words: Words, language: Language): string => (language === 'en' ? words.en : words.zh);
