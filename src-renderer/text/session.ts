import type { Wording } from "./wording.ts";

/** Words of signing in and out. */
export const sessionZh = {
  title: "登录",
  username: "用户名",
  password: "密码",
  showPassword: "显示或隐藏密码",
  signIn: "登录",
  signingIn: "正在登录…",
  opening: "正在打开本机数据…",
  usernameMissing: "请输入用户名。",
  passwordMissing: "请输入密码。",
  retryAfter: "请在 {{span}}后再试。",
  offlineHint: "没有网络时，最近一次登录过的账号可以继续在这台电脑上办理。",
  demo: "演示数据：用下列账号登录，密码都是 {{password}}",
  demoUse: "填入",
  again: {
    title: "登录已过期",
    words: "未发送的 {{n}} 步都在本机。输入密码后继续发送。",
    password: "{{name}} 的密码",
    go: "继续",
  },
} as const;

export const sessionEn: Wording<typeof sessionZh> = {
  title: "Sign in",
  username: "User name",
  password: "Password",
  showPassword: "Show or hide the password",
  signIn: "Sign in",
  signingIn: "Signing in…",
  opening: "Opening this computer's data…",
  usernameMissing: "Enter your user name.",
  passwordMissing: "Enter your password.",
  retryAfter: "Try again in {{span}}.",
  offlineHint: "Without a network, the account that last signed in can go on working on this computer.",
  demo: "Demonstration data: sign in with one of these, the password is always {{password}}",
  demoUse: "Fill in",
  again: {
    title: "Your session has ended",
    words: "{{n}} unsent steps are safe on this computer. Enter your password to send them.",
    password: "Password of {{name}}",
    go: "Go on",
  },
};
