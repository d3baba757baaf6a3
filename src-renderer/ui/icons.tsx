import type { ReactNode } from "react";

/** The few pictures we draw ourselves: 16 px, in the colour of the text, never the only carrier of a meaning. */
function Icon({ children }: { children: ReactNode }): React.JSX.Element {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const SearchIcon = (): React.JSX.Element => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3.5 3.5" />
  </Icon>
);
export const PlusIcon = (): React.JSX.Element => (
  <Icon>
    <path d="M8 3v10M3 8h10" />
  </Icon>
);
export const ClipIcon = (): React.JSX.Element => (
  <Icon>
    <path d="m13 7.5-5 5a3.2 3.2 0 0 1-4.5-4.5l5.5-5.5a2.1 2.1 0 0 1 3 3l-5.5 5.5a1 1 0 0 1-1.5-1.5l5-5" />
  </Icon>
);
export const ListIcon = (): React.JSX.Element => (
  <Icon>
    <path d="M3 4h10M3 8h10M3 12h10" />
  </Icon>
);
export const PersonIcon = (): React.JSX.Element => (
  <Icon>
    <circle cx="8" cy="5" r="2.6" />
    <path d="M2.8 14c.5-3 2.5-4.4 5.2-4.4s4.7 1.4 5.2 4.4" />
  </Icon>
);
export const LockIcon = (): React.JSX.Element => (
  <Icon>
    <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
    <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
  </Icon>
);
