/** `rabbitmqadmin`: running a line, and what a line can go on with. */
export { runAdmin } from './run-admin';
export { completeAdmin } from './complete-admin';
