// SPDX-License-Identifier: Apache-2.0
// Packages that scripts install by name, and whether each has a version of its own.

interface Installer {
  readonly command: RegExp;
  /** Options that take a value, so that the value is no package. */
  readonly valued: RegExp;
  /** Options with which the versions come from elsewhere: a lock file, constraints, a folder. */
  readonly told?: RegExp;
  readonly isFixed: (name: string) => boolean;
  /** Only the first word is a package; the rest are arguments of it. */
  readonly single?: true;
  /** Runs what is installed already, where there is such a thing. */
  readonly prefersOwn?: true;
}

const npmFixed = (name: string): boolean => /^(?:@[^/@]+\/)?[^@]+@v?\d+\.\d+\.\d+(?:[-+].*)?$/.test(name);
const pipFixed = (name: string): boolean => /===?\s*[^*]+$/.test(name) || /@[0-9a-f]{40}(?:#|$)/.test(name);

const installers: readonly Installer[] = [
  {
    command: /\b(?:python[\d.]*\s+-m\s+)?(?:uv\s+)?pip[\d.]*\s+install\s+/,
    valued:
      /^(?:-r|--requirement|-c|--constraint|-i|--index-url|--extra-index-url|-t|--target|--prefix|--root|--python|-f|--find-links|--trusted-host|--platform|--config-settings|-C|--cache-dir|--timeout)$/,
    told: /(?:^|\s)(?:-c|--constraint|--require-hashes|--no-index)(?:[\s=]|$)/,
    isFixed: pipFixed,
  },
  {
    command: /\bpipx\s+(?:install|run)\s+/,
    valued: /^(?:--python|--pip-args|--suffix|--index-url|-i|--spec)$/,
    isFixed: pipFixed,
    single: true,
  },
  {
    command: /\b(?:uvx|uv\s+tool\s+(?:install|run))\s+/,
    valued: /^(?:--python|-p|--with|--index|--index-url|--from)$/,
    isFixed: (name) => pipFixed(name) || /@\d+(?:\.\d+)+$/.test(name),
    single: true,
  },
  {
    command: /\b(?:npm\s+(?:install|i|add|install-test)|pnpm\s+add|yarn\s+(?:global\s+)?add|bun\s+add)\s+/,
    valued: /^(?:--registry|--prefix|-C|--dir|--cwd|--workspace|-w|--omit|--include|--loglevel|--tag)$/,
    isFixed: npmFixed,
  },
  {
    command: /\b(?:npx|bunx|pnpm\s+dlx|yarn\s+dlx|npm\s+exec)\s+/,
    valued: /^(?:--registry|--prefix|--cache)$/,
    isFixed: npmFixed,
    single: true,
    prefersOwn: true,
  },
  {
    command: /\bgem\s+install\s+/,
    valued: /^(?:-v|--version|-s|--source|-i|--install-dir|-n|--bindir)$/,
    told: /(?:^|\s)(?:-v|--version)[\s=]/,
    isFixed: (name) => /:\d/.test(name) || /\.gem$/.test(name),
  },
  {
    command: /\bcargo\s+(?:b?install|quickinstall)\s+/,
    valued:
      /^(?:--version|--vers|--path|--git|--rev|--tag|--branch|--features|-F|--root|--target|--profile|-j|--jobs|--registry|--index)$/,
    told: /(?:^|\s)(?:--version|--vers|--path|--rev|--tag)[\s=]/,
    isFixed: (name) => /@=?\d+\.\d+\.\d+/.test(name),
  },
  {
    command: /\bgo\s+(?:install|run)\s+(?=[^\n]*@)/,
    valued: /^(?:-o|-tags|-ldflags|-mod|-modfile|-p)$/,
    isFixed: (name) => /@(?:v\d+\.\d+\.\d+|[0-9a-f]{12,40})/.test(name) || !name.includes('@'),
    single: true,
  },
  {
    command: /\bdotnet\s+tool\s+install\s+/,
    valued: /^(?:--version|--tool-path|--add-source|--source|--configfile|--framework)$/,
    told: /(?:^|\s)--version[\s=]/,
    isFixed: (name) => /@\d+\.\d+\.\d+/.test(name),
    single: true,
  },
];

/** The installer brings itself up to date: whoever can change it can change all that it installs. */
const itself = /^(?:pip|npm)(?:@latest)?$/;

/** The words of a command up to its end, without quotes. */
function wordsOf(rest: string): readonly string[] {
  const command = /^(?:"[^"]*"|'[^']*'|[^;&|\n<>"'])*/.exec(rest)?.[0] ?? '';
  return [...command.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/["']/g, ''));
}

function packagesOf(rest: string, { valued, single }: Installer): readonly string[] {
  const found: string[] = [];
  let skip = false;
  for (const word of wordsOf(rest)) {
    if (skip) skip = false;
    else if (/^(?:--package|-p|--spec|--from)=./.test(word)) found.push(word.slice(word.indexOf('=') + 1));
    else if (word.startsWith('-')) skip = valued.test(word);
    else found.push(word);
    if (single === true && found.length > 0) break;
  }
  // A folder or file of the project, an address, and what a variable names are no packages by name.
  return found.filter((it) => !/^(?:\.|\/|~|\$|%|https?:|file:|git\+ssh:)|\.(?:whl|tar\.gz|tgz|zip)$/.test(it));
}

/**
 * What a line installs without a fixed version.
 *
 * @param ownPackages whether the packages of the project's lock file are there, so that `npx` runs one of them
 */
export function looseInstalls(
  line: string,
  ownPackages: boolean,
): { readonly installs: boolean; readonly loose: readonly string[] } {
  let installs = false;
  const loose: string[] = [];
  for (const installer of installers) {
    const found = installer.command.exec(line);
    if (found === null || (installer.prefersOwn === true && /\bpip[\d.]*\s+install/.test(line))) continue;
    const rest = line.slice(found.index + found[0].length);
    const packages = packagesOf(rest, installer);
    if (packages.length === 0) continue;
    installs = true;
    if (installer.told?.test(` ${wordsOf(rest).join(' ')}`) === true) continue;
    const own =
      installer.prefersOwn === true &&
      ownPackages &&
      !/(?:^|\s)(?:-y|--yes|-p|--package)\b|\bdlx\b/.test(found[0] + rest);
    for (const name of packages) {
      // Without a version, `npx tool` takes the project's own.
      if (own && !/.@/.test(name)) continue;
      if (itself.test(name)) continue;
      if (!installer.isFixed(name) && !/\$\{?\w|\$\(|%\w+%/.test(name)) loose.push(name);
    }
  }
  return { installs, loose: [...new Set(loose)] };
}
