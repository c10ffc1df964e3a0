// Programs that are meant to start as root: servers that give up its rights themselves, and tools that do it for others.

import { baseName } from "./paths.ts";

/**
 * Servers that open ports or files as root and then work as another user, and supervisors that start them.
 * Source: the manual of each, section on its user option.
 */
const servers = new Set(
  [
    "nginx openresty httpd apache2 apache2ctl apachectl apache2-foreground httpd-foreground php-fpm lighttpd haproxy",
    "squid varnishd postgres mysqld mysqld_safe mariadbd memcached sshd cron crond anacron atd dockerd containerd dind",
    "systemd init runsvdir runit s6-svscan supervisord monit service systemctl rc-service named unbound dnsmasq",
    "pdns_server exim exim4 postfix dovecot vsftpd proftpd pure-ftpd in.tftpd smbd nmbd chronyd ntpd rsyslogd",
    "syslog-ng tor slapd radiusd freeradius openvpn wg-quick charon keepalived xinetd inetd kubelet buildkitd",
  ].flatMap((line) => line.split(" ")),
);

const switches =
  /(?:^|[\s/"'`])(?:gosu|su-exec|setpriv|runuser|chpst|s6-setuidgid|s6-overlay|supervisord?)(?:$|[\s"'`,;)\]=])/;

/** Those that are known for it also among the arguments of another program, such as `tini -- nginx`. */
const unmistakable =
  /^(?:nginx|httpd|apache2|apache2-foreground|httpd-foreground|php-fpm[\d.]*|mysqld|mariadbd|postgres|sshd|crond|supervisord|haproxy|squid|memcached)$/;

/** The server that a start command starts, where it is one that starts as root; `php-fpm8.2` counts as php-fpm. */
export function rootServer(programs: readonly string[], args: readonly string[]): string | undefined {
  return (
    programs.map(baseName).find((name) => servers.has(name) || unmistakable.test(name)) ??
    args.map(baseName).find((name) => unmistakable.test(name))
  );
}

const serverPackages =
  /^(?:nginx(?:-.*)?|openresty|httpd|apache2|lighttpd|haproxy|squid|varnish|postgresql(?:-[\d.]+)?(?:-server)?|mysql-server(?:-.*)?|mariadb-server(?:-.*)?|mysql|mariadb|openssh-server|openssh|supervisor|cron|cronie|dcron|runit|monit|bind9?|unbound|dnsmasq|exim4?|postfix|dovecot(?:-.*)?|vsftpd|proftpd(?:-.*)?|pure-ftpd|samba|memcached|chrony|ntp|rsyslog|syslog-ng|tor|slapd|freeradius|openvpn|xinetd|php[\d.]*-fpm)$/;

/** True for a system package of a server that starts as root, or of a supervisor for such servers. */
export function isServerPackage(name: string): boolean {
  return serverPackages.test(name);
}

/** Shells and interpreters that, started without a script, wait for what a person types. */
const interactive = new Set(
  "sh bash ash dash zsh fish jshell ghci irb pry python python3 ipython node R julia iex erl lua psql sqlite3 php".split(
    " ",
  ),
);

/** True when a start command gives a person a prompt and runs no program of the image. */
export function isInteractive(program: string, args: readonly string[]): boolean {
  return (
    interactive.has(baseName(program)) &&
    args.every((arg) => /^(?:-[il]+|-a|--login|--interactive)$/.test(arg))
  );
}

/** True when a text runs or installs a program that switches to another user. */
export function switchesUser(text: string): boolean {
  return switches.test(text) || /(?:^|[\s;&|])su\s+(?:-\s|-c\s|-s\s|[a-z])/.test(text);
}
