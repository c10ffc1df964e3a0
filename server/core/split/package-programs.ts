// Programs that system packages bring under other names than their own.

/** By package of Debian, Ubuntu or alpine. Source: the packages' file lists. */
const programs: Readonly<Record<string, readonly string[]>> = {
  "netcat-openbsd": ["nc", "netcat"],
  "netcat-traditional": ["nc", "netcat"],
  netcat: ["nc", "netcat"],
  "postgresql-client": ["psql", "pg_isready", "pg_dump", "pg_restore"],
  "default-mysql-client": ["mysql", "mysqladmin", "mysqldump"],
  "mariadb-client": ["mysql", "mysqladmin", "mysqldump", "mariadb"],
  "mysql-client": ["mysql", "mysqladmin", "mysqldump"],
  "redis-tools": ["redis-cli"],
  redis: ["redis-cli", "redis-server"],
  procps: ["ps", "pkill", "pgrep", "top", "free"],
  "iputils-ping": ["ping"],
  dnsutils: ["dig", "nslookup"],
  supervisor: ["supervisord", "supervisorctl"],
  cron: ["cron", "crontab"],
  gettext: ["msgfmt", "envsubst", "gettext"],
  "gettext-base": ["envsubst"],
  "openssh-client": ["ssh", "scp", "ssh-keygen"],
  "tesseract-ocr": ["tesseract"],
  "poppler-utils": ["pdftotext", "pdftoppm", "pdfinfo"],
  ffmpeg: ["ffmpeg", "ffprobe"],
  imagemagick: ["convert", "identify", "mogrify"],
  ghostscript: ["gs"],
  sqlite3: ["sqlite3"],
  sqlite: ["sqlite3"],
  xvfb: ["Xvfb", "xvfb-run"],
  libreoffice: ["soffice", "libreoffice"],
  "default-jre": ["java"],
  "default-jre-headless": ["java"],
  graphviz: ["dot"],
  "inotify-tools": ["inotifywait"],
  gosu: ["gosu"],
  "su-exec": ["su-exec"],
};

/** What a package brings; its own name is always among it. */
export function programsOf(packageName: string): readonly string[] {
  const others = Object.hasOwn(programs, packageName) ? programs[packageName] : undefined;
  return [packageName, ...(others ?? [])];
}
