/** The one password of all accounts of the demo. */
export const demoPassword = "lianxinqiao-demo-2026";
