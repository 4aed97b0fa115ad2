/** How the workspace page draws a small icon beside words. */
export const icon = { size: 14, strokeWidth: 2.1, 'aria-hidden': true } as const;
