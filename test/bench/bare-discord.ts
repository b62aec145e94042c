import { Client, Events, GatewayIntentBits } from 'discord.js';

/** A discord.js client that only defers its answer: the least that any bot on this SDK can do. */
const { DISCORD_TOKEN: token, DISCORD_API_URL: api } = process.env;
if (!token || !api) throw new Error('DISCORD_TOKEN and DISCORD_API_URL are needed');

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.deferReply();
});
await client.login(token);
