import { createTheme, type MantineColorsTuple } from "@mantine/core";

// One accent, a deep blue: yellow and red belong to the cards.
const bridge: MantineColorsTuple = [
  "#eef3fa",
  "#dbe5f3",
  "#b6cae6",
  "#8eadd8",
  "#7ba3d9",
  "#4f7dbd",
  "#3a68a9",
  "#2b5590",
  "#1f4378",
  "#153259",
];

const dark: MantineColorsTuple = [
  "#e4e7eb",
  "#c3c9d0",
  "#a4adb7",
  "#7f8994",
  "#4d5661",
  "#3a424b",
  "#23282e",
  "#1a1e23",
  "#15181c",
  "#101215",
];

const noLock = { lockScroll: false } as const;

/** Ink on paper: 14 px base, radius 6, two weights, hairlines, one accent. */
export const theme = createTheme({
  primaryColor: "bridge",
  primaryShade: { light: 8, dark: 6 },
  colors: { bridge, dark },
  black: "#1b1f24",
  fontFamily: '"Microsoft YaHei UI","PingFang SC","Noto Sans CJK SC",sans-serif',
  fontFamilyMonospace: 'Consolas,"Noto Sans Mono CJK SC",monospace',
  fontSizes: { xs: "0.8125rem", sm: "0.875rem", md: "0.875rem", lg: "1.125rem", xl: "1.25rem" },
  lineHeights: { xs: "1.5", sm: "1.6", md: "1.6", lg: "1.5", xl: "1.4" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.25rem", xl: "2rem" },
  radius: { xs: "4px", sm: "6px", md: "6px", lg: "6px", xl: "6px" },
  defaultRadius: "sm",
  headings: { fontWeight: "600" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // react-remove-scroll writes a <style> element, which the content security policy refuses; nothing scrolls behind.
    Modal: { defaultProps: { ...noLock, transitionProps: { duration: 120 }, radius: "sm" } },
    Drawer: { defaultProps: noLock },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        transitionProps: { duration: 100 },
        events: { hover: true, focus: true, touch: true },
      },
    },
    Popover: { defaultProps: { transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: "md" } },
    Select: {
      defaultProps: {
        openOnFocus: false,
        comboboxProps: { transitionProps: { duration: 100 }, shadow: "md" },
        maxDropdownHeight: 320,
      },
    },
    SegmentedControl: { defaultProps: { transitionDuration: 120 } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
});
