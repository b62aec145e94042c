import type { Mutation } from './mutation.ts';

/** Walls whose tests take longer to run: `npm run mutations` takes these away, too. */
export const MORE_MUTATIONS: Mutation[] = [
  {
    id: 'own-addresses',
    file: 'src/probe/guard.ts',
    old: ' && !ownAddresses().some((own) => same(address, own))',
    new: '',
    test: { file: 'test/probe/guard.test.ts', title: "refuses this machine's own address %s" },
  },
  {
    id: 'addresses-that-nobody-was-given',
    file: 'src/probe/guard.ts',
    old: "  return address.kind() === 'ipv4' || within(address, GLOBAL_UNICAST);",
    new: '  return true;',
    test: { file: 'test/probe/guard.test.ts', title: 'refuses %s' },
  },
  {
    id: 'what-name-servers-answer',
    file: 'src/probe/places.ts',
    old: 'const open = fresh.filter((ip) => guard(ip));',
    new: 'const open = fresh;',
    test: {
      file: 'test/walls/targets-dialled.test.ts',
      title: 'is a public address on a mail port, whatever name servers answer',
    },
  },
  {
    id: 'time-of-a-refusal',
    file: 'src/probe/destination.ts',
    old: '      await after(limits.refusal - ((performance.now() - start) % limits.refusal));\n',
    new: '',
    test: { file: 'test/walls/targets-refusal.test.ts', title: 'of %s (%s) comes at the same time as every other' },
  },
  {
    id: 'suggestions-of-inner-names',
    file: 'src/probe/discover.ts',
    old: ' && there.records.some((ip) => guard(ip))',
    new: '',
    test: { file: 'test/walls/targets-refusal.test.ts', title: 'names no server inside as the one that was meant' },
  },
  {
    id: 'credentials-in-a-refusal',
    file: 'src/probe/destination.ts',
    old: 'target: visible(withoutCredentials(server))',
    new: 'target: visible(server)',
    test: { file: 'test/walls/targets-dialled.test.ts', title: 'are not in the refusal of %s' },
  },
  {
    id: 'credentials-in-a-report',
    file: 'src/probe/run-probe.ts',
    old: 'visible(withoutCredentials(request.server))',
    new: 'visible(request.server)',
    test: { file: 'test/walls/targets-dialled.test.ts', title: 'of %s are kept nowhere' },
  },
  {
    id: 'denied-names',
    file: 'src/probe/destination.ts',
    old: "if (target.kind !== 'address' && denied.name(target.name)) fail('target-denied');",
    new: '',
    test: { file: 'test/walls/weapon-deny.test.ts', title: 'by its name is not even looked up' },
  },
  {
    id: 'denied-addresses',
    file: 'src/probe/places.ts',
    old: ' && !denied.address(ip)',
    new: '',
    test: {
      file: 'test/walls/weapon-deny.test.ts',
      title: 'with one of several addresses is left out there, which is told',
    },
  },
  {
    id: 'one-address-under-many-names',
    file: 'src/host/admission.ts',
    old: 'if (!often.granted) {',
    new: 'if (false) {',
    test: { file: 'test/walls/weapon-limits.test.ts', title: 'one address is not hammered under ever new names' },
  },
  {
    id: 'one-probe-for-all-spellings',
    file: 'src/host/perform-probe.ts',
    old: 'const target = targetKey(effect.target);',
    new: 'const target = effect.target;',
    test: {
      file: 'test/walls/weapon-limits.test.ts',
      title: 'people who ask about one server, in whatever spelling, cause one probe',
    },
  },
  {
    id: 'limit-of-a-person',
    file: 'src/host/inbox.ts',
    old: 'if (result.granted) continue;',
    new: 'if (result) continue;',
    test: { file: 'test/host/sqlite.test.ts', title: 'tell a person who does too much when to try again' },
  },
  {
    id: 'slack-requests-from-the-future',
    file: 'src/adapters/slack/http-mode.ts',
    old: 'if (isFromTheFuture(request, clock)) {',
    new: 'if (false) {',
    test: { file: 'test/walls/platforms-requests.test.ts', title: 'comes from the future: refused, without effect' },
  },
  {
    id: 'states-of-an-installation-used-twice',
    file: 'src/adapters/slack/install-routes.ts',
    old: '    return isFirst;\n',
    new: '    return true;\n',
    test: {
      file: 'test/walls/platforms-install.test.ts',
      title: 'is not done again by the same address, nor with a new code for the same state',
    },
  },
  {
    id: 'discord-cases-of-other-guilds',
    file: 'src/adapters/discord/answer.ts',
    old: 'return asked.guild === guild && (',
    new: 'return (',
    test: {
      file: 'test/walls/platforms-components.test.ts',
      title: 'in another guild, another channel, or somebody else’s direct messages has no effect',
    },
  },
  {
    id: 'choices-that-were-forged',
    file: 'src/conversation/on-answer.ts',
    old: 'return chosen === true ? askAgain(turn, knowledge, []) : onText(',
    new: 'return onText(',
    test: { file: 'test/walls/platforms-components.test.ts', title: '%j is no answer' },
  },
  {
    id: 'people-removed-from-a-channel',
    file: 'src/adapters/slack/forms.ts',
    old: '  if (!place || removed) {',
    new: '  if (!place) {',
    test: {
      file: 'test/walls/platforms-people.test.ts',
      title: 'has no say by a form that was opened before, and is told so alone',
    },
  },
  {
    id: 'bots-that-talk-to-bots',
    file: 'src/adapters/slack/messages.ts',
    old: 'event.bot_id !== undefined || ',
    new: '',
    test: {
      file: 'test/walls/platforms-people.test.ts',
      title: 'on Slack, %s, gets no answer, by mention or directly',
    },
  },
  {
    id: 'rights-of-the-desk',
    file: 'src/adapters/slack/may-answer.ts',
    old: ' && intake.deskRights([actor.user], right) !== false',
    new: '',
    test: {
      file: 'test/walls/secrets-desk.test.ts',
      title: 'lets each do what the desk file lets them, and tells the others alone that they may not',
    },
  },
  {
    id: 'channel-of-the-desk',
    file: 'src/adapters/slack/may-answer.ts',
    old: 'isAtDeskChannel(intake.deskChannel, actor, channel) && ',
    new: '',
    test: {
      file: 'test/walls/secrets-desk.test.ts',
      title: 'lets everybody in its channel act where the desk file names nobody of Slack, and nobody elsewhere',
    },
  },
  {
    id: 'secrets-bound-to-their-row',
    file: 'src/vault.ts',
    old: '  return Buffer.from(name);\n',
    new: "  return Buffer.from('');\n",
    test: {
      file: 'test/walls/secrets-store.test.ts',
      title: 'of one are refused in the row of another: nothing is sent with them',
    },
  },
  {
    id: 'secrets-sealed-anew',
    file: 'src/sealed-store.ts',
    old: '    if (keys === null) return;\n',
    new: '    if (keys !== null) return;\n',
    test: {
      file: 'test/walls/secrets-store.test.ts',
      title: 'are sealed anew with a new key as they are used; then the former key may go',
    },
  },
  {
    id: 'audit-of-what-was-refused',
    file: 'src/observe/create-observer.ts',
    old: "before === after ? 'refused' : 'done'",
    new: "'done'",
    test: {
      file: 'test/walls/secrets-audit.test.ts',
      title: 'is written for what somebody at the desk does with a case, from what to what',
    },
  },
  {
    id: 'renegotiation',
    file: 'src/probe/scene.ts',
    old: 'secureOptions: NO_RENEGOTIATION',
    new: 'secureOptions: 0',
    test: { file: 'test/walls/servers-details.test.ts', title: 'item 33 renegotiation is declined at the first time' },
  },
  {
    id: 'certificate-names',
    file: 'src/probe/certificate.ts',
    old: 'names.slice(0, MAX_CERTIFICATE_NAMES).map(visible)',
    new: 'names.map(visible)',
    test: {
      file: 'test/walls/servers-details.test.ts',
      title: 'item 28 of 10,000 names 20 are kept, all are counted, and the right one among them is found',
    },
  },
  {
    id: 'ports-that-never-speak',
    file: 'src/probe/mute-ports.ts',
    old: 'ports.length >= FEWEST && ports.every(isMute)',
    new: 'ports.length > 100',
    test: {
      file: 'test/walls/servers-details.test.ts',
      title: 'item 21 a trap that accepts on every port and never speaks is told of the address as a whole',
    },
  },
  {
    id: 'length-of-what-a-server-says',
    file: 'src/probe/visible.ts',
    old: 'characters.length > MAX_TEXT ?',
    new: 'characters.length > MAX_TEXT * 10 ?',
    test: {
      file: 'test/walls/servers-text.test.ts',
      title:
        'banner, EHLO words, sign-in, certificate, refusals: all that acts is a visible mark, and 200 characters are kept',
    },
  },
  {
    id: 'controls-on-the-terminal',
    file: 'src/adapters/terminal/printable.ts',
    old: "if (character === '\\n') return character;",
    new: "if (character !== '') return character;",
    test: {
      file: 'test/walls/servers-text.test.ts',
      title: 'in any place of a message is escaped by the last step itself: %s',
    },
  },
  {
    id: 'slack-direction-marks',
    file: 'src/adapters/slack/harmless.ts',
    old: ".replace(DIRECTION_MARKS, '')",
    new: '',
    test: {
      file: 'test/walls/servers-text.test.ts',
      title: 'in any place of a message is escaped by the last step itself: %s',
    },
  },
  {
    id: 'slack-cases-of-other-channels',
    file: 'src/adapters/slack/may-answer.ts',
    old: '  if (place.channel !== channel && !ownDirect) return null;\n',
    new: '',
    test: {
      file: 'test/walls/platforms-components.test.ts',
      title: 'for a case of another channel, of the direct messages of somebody else, or of none has no effect',
    },
  },
];
