// What well-known folders of an image are for, so that a report can say `compiler` where it would name ten folders.

/** The first that fits a path counts; paths have no leading `/`. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^root\/\.cache\/go-build(?:\/|$)|^home\/[^/]+\/\.cache\/go-build(?:\/|$)/, "Go build cache"],
  [/^go\/pkg(?:\/|$)|^root\/go\/pkg(?:\/|$)/, "Go modules"],
  [/^usr\/local\/go(?:\/|$)|^usr\/(?:lib|share)\/go(?:-[\d.]+)?(?:\/|$)/, "Go toolchain"],
  [/^usr\/local\/rustup(?:\/|$)|^usr\/lib\/rustlib(?:\/|$)|^root\/\.rustup(?:\/|$)/, "Rust toolchain"],
  [/^usr\/local\/cargo(?:\/|$)|^root\/\.cargo(?:\/|$)/, "Cargo and its registry"],
  [/(?:^|\/)target\/(?:debug|release)(?:\/|$)/, "build output"],
  [/^root\/\.m2(?:\/|$)|^root\/\.gradle(?:\/|$)/, "Java build cache"],
  [/^(?:opt\/java|usr\/lib\/jvm|usr\/local\/openjdk[^/]*|opt\/jdk[^/]*)(?:\/|$)/, "Java"],
  [/^usr\/share\/(?:maven|gradle)(?:\/|$)|^opt\/(?:maven|gradle)(?:\/|$)/, "Java build tools"],
  [/^usr\/share\/dotnet\/sdk(?:\/|$)|^root\/\.nuget(?:\/|$)/, ".NET SDK and packages"],
  [/^root\/\.(?:npm|yarn|cache\/(?:yarn|npm|pnpm|node-gyp))(?:\/|$)/, "Node package cache"],
  [/(?:^|\/)node_modules(?:\/|$)/, "Node packages"],
  [/^root\/\.cache\/(?:pip|pypoetry|uv|pipenv)(?:\/|$)/, "Python package cache"],
  [/(?:^|\/)(?:site|dist)-packages(?:\/|$)/, "Python packages"],
  [/^usr\/(?:local\/)?lib\/python[\d.]*(?:\/|$)/, "Python"],
  [/^usr\/lib\/gcc(?:\/|$)|^usr\/libexec\/gcc(?:\/|$)|^usr\/lib\/llvm[^/]*(?:\/|$)/, "C compiler"],
  [/^usr\/(?:local\/)?include(?:\/|$)/, "C headers"],
  [/^usr\/lib\/git-core(?:\/|$)|^usr\/libexec\/git-core(?:\/|$)/, "git"],
  [/^usr\/(?:share|lib(?:\/[^/]+)?)\/perl[^/]*(?:\/|$)/, "Perl"],
  [/^var\/lib\/apt(?:\/|$)|^var\/cache(?:\/|$)|^etc\/apk\/cache(?:\/|$)/, "package lists and caches"],
  [/^var\/lib\/(?:dpkg|rpm)(?:\/|$)|^lib\/apk(?:\/|$)/, "package database"],
  [/^usr\/share\/(?:doc|man|info|locale|i18n|common-licenses)(?:\/|$)/, "documentation and translations"],
  [/^usr\/share\/zoneinfo(?:\/|$)/, "time zones"],
  [/^etc\/ssl(?:\/|$)|^usr\/share\/ca-certificates(?:\/|$)/, "certificates"],
  [/^(?:usr\/)?(?:local\/)?(?:s?bin)(?:\/|$)/, "programs"],
  [/^(?:usr\/)?(?:local\/)?lib(?:32|64|x32)?(?:\/|$)/, "libraries"],
];

/** Undefined for folders that are nobody's but the image's own. */
export function folderKind(path: string): string | undefined {
  return kinds.find(([pattern]) => pattern.test(path))?.[1];
}
