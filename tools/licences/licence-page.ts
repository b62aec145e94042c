import { code, page, table } from '../knowledge-doc/markdown.ts';
import type { LockedPackage } from './locked-packages.ts';
import type { Policy } from './policy.ts';

/** docs/licences.md: what the project is made of, by licence. */
export function licencePage(packages: readonly LockedPackage[], { allowed, shipped }: Policy): string {
  const own = shipped.map(({ name, folder, files, licence, text }) => [
    name,
    files.map((file) => code(`${folder}/${file}`)).join('<br>'),
    licence,
    `[${text}](../${folder}/${text})`,
  ]);
  return `${page([
    '# ライセンス一覧 / Licences',
    'このページは `npm run licences` が package-lock.json から作ります。手で直さないでください。op25b自身はMITライセンスです（[LICENSE](../LICENSE)）。',
    'Made by `npm run licences` from package-lock.json; not to be edited by hand. op25b itself is under the MIT licence ([LICENSE](../LICENSE)).',
    '## 受け入れるライセンス / Licences that may come in',
    'ほかのライセンスのパッケージが入ると、テストが失敗します（tools/licences/policy.json）。 / A package under any other licence makes the tests fail.',
    table(
      ['SPDX', '条件 / conditions'],
      allowed.map(({ id, ja, en }) => [id, `${ja} / ${en}`]),
    ),
    '## 同梱しているもの / What ships in the repository',
    table(['名前 / name', 'ファイル / files', 'ライセンス / licence', '全文 / text'], own),
    '## 動作に必要なパッケージ / Packages that are installed with the bot',
    byLicence(packages.filter(({ production }) => production)),
    '## 開発とテストだけに使うパッケージ / Packages for development and tests only',
    byLicence(packages.filter(({ production }) => !production)),
  ])}\n`;
}

function byLicence(packages: readonly LockedPackage[]): string {
  const licences = [...new Set(packages.map(({ licence }) => licence))].toSorted();
  const rows = licences.map((licence) => {
    const under = packages.filter((each) => each.licence === licence);
    return [licence, String(under.length), under.map(({ name, version }) => code(`${name}@${version}`)).join(', ')];
  });
  return table(['ライセンス / licence', '数 / count', 'パッケージ / packages'], rows);
}
