import { App } from '@slack/bolt';

/** A Bolt app that only acknowledges `/op25b`: the least that any bot on this SDK can do. */
const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = process.env;
if (!token || !appToken || !slackApiUrl)
  throw new Error('SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_API_URL are needed');

const app = new App({ token, appToken, socketMode: true, convoStore: false, clientOptions: { slackApiUrl } });
app.command('/op25b', ({ ack }) => ack());
await app.start();
