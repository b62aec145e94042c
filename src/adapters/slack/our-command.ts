/** `/op25b`, or another command that the operator gave the app, such as `/op25b-test`. */
export const OUR_COMMAND = /^\/op25b/;
