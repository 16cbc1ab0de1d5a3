// Loaded after the first picture: a browser then fetches only the slices that hold the page's characters.
import '@fontsource-variable/noto-sans-sc';
