/** Every colour of the console, by what it means. Light is ink on paper; dark keeps the same order of strength. */
const light = {
  paper: '#fbfaf7',
  raised: '#ffffff',
  sunken: '#f4f2ec',
  hover: '#f1efe8',
  line: '#e6e3da',
  lineStrong: '#cbc7bb',
  ink: '#1f2937',
  inkSoft: '#4a5462',
  inkFaint: '#666e7a',
  accent: '#0f5e66',
  accentHover: '#0b4a51',
  accentSoft: '#e2eeee',
  onAccent: '#ffffff',
  overdue: '#b42318',
  overdueSoft: '#fbe9e6',
  soon: '#8a5208',
  soonSoft: '#faf0d9',
  done: '#22663a',
  doneSoft: '#e4f1e7',
  glow: '#dcecea',
};

const dark: Palette = {
  paper: '#14181b',
  raised: '#1b2024',
  sunken: '#101316',
  hover: '#20262a',
  line: '#2a3136',
  lineStrong: '#434c53',
  ink: '#e7e5e0',
  inkSoft: '#b6bbbf',
  inkFaint: '#979fa5',
  accent: '#63bcc4',
  accentHover: '#84cdd3',
  accentSoft: '#17302f',
  onAccent: '#0b1b1d',
  overdue: '#f4938a',
  overdueSoft: '#3a1f1d',
  soon: '#e4b566',
  soonSoft: '#35290f',
  done: '#83c99a',
  doneSoft: '#173021',
  glow: '#1c3636',
};

export type Palette = typeof light;
export const palettes = { light, dark };

export const fontFamily = "'Noto Sans SC Variable', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif";

/** `accentHover` is `--accent-hover` in style sheets. */
export const variableName = (token: string): string => `--${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
