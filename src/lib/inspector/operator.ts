/** Who the inspector is logged in as: the management interface's first user. */
export const OPERATOR = 'guest';
