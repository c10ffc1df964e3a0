// What Python packages need of the system at run time that a slim image lacks and a full one has.

import { stageCommands } from "../model/commands.ts";
import { packageCommand, packageName } from "../model/packages.ts";
import type { Stage } from "../model/stage.ts";
import { installedFetchers } from "../split/interpreter-images.ts";
import type { ProgramNeeds } from "../split/program-needs.ts";
import { engineSocket } from "../split/user.ts";
import type { PythonNeeds } from "./python-needs.ts";

/**
 * Development packages (their run-time halves are installed) and programs, by the normal name of a Python package.
 * Only what the full image brings without being asked: wheels carry their own libraries, and what a Dockerfile
 * installs itself is seen there. Sources: the projects' installation pages; buildpack-deps' package list.
 */
const libraries: Readonly<Record<string, readonly string[]>> = {
  // Built against libpq, or loading it.
  psycopg2: ["libpq-dev"],
  psycopg: ["libpq-dev"],
  "psycopg-c": ["libpq-dev"],
  pygresql: ["libpq-dev"],
  "py-postgresql": ["libpq-dev"],
  mysqlclient: ["libmariadb-dev"],
  "mysql-python": ["libmariadb-dev"],
  mariadb: ["libmariadb-dev"],
  pycurl: ["libcurl4-openssl-dev"],
  uwsgi: ["libxml2-dev"],
  "python-magic": ["libmagic-dev"],
  "file-magic": ["libmagic-dev"],
  lxml: ["libxml2-dev", "libxslt1-dev"],
  // Loads cairo by its name.
  cairosvg: ["libcairo2-dev"],
  cairocffi: ["libcairo2-dev"],
  pycairo: ["libcairo2-dev"],
  weasyprint: ["libpango1.0-dev", "libcairo2-dev"],
  wand: ["libmagickwand-dev"],
  "opencv-python": ["libglib2.0-dev", "libsm-dev", "libxext-dev", "libxrender-dev"],
  "opencv-contrib-python": ["libglib2.0-dev", "libsm-dev", "libxext-dev", "libxrender-dev"],
  "opencv-python-headless": ["libglib2.0-dev"],
  "opencv-contrib-python-headless": ["libglib2.0-dev"],
  lightgbm: ["libgomp1"],
  implicit: ["libgomp1"],
  "python-ldap": ["libldap2-dev", "libsasl2-dev"],
  "pillow-simd": [
    "libjpeg-dev",
    "libtiff-dev",
    "libwebp-dev",
    "libopenjp2-7-dev",
    "liblcms2-dev",
    "libfreetype6-dev",
  ],
  gssapi: ["libkrb5-dev"],
  kerberos: ["libkrb5-dev"],
  "requests-kerberos": ["libkrb5-dev"],
  pykerberos: ["libkrb5-dev"],
  gevent: [],
  bluepy: ["libglib2.0-dev"],
  pysvn: ["libxml2-dev"],
};

/** Programs that a package starts. */
const programs: Readonly<Record<string, readonly string[]>> = {
  gitpython: ["git"],
  "pre-commit": ["git"],
  dvc: ["git"],
  dulwich: [],
  ansible: ["ssh"],
  "ansible-core": ["ssh"],
  mlflow: ["git"],
  "dbt-core": ["git"],
  wandb: ["git"],
};

/** Packages whose wheels carry the library where another name does: `psycopg[binary]`. */
const bundled: Readonly<Record<string, string>> = { psycopg: "psycopg-binary" };

/** Packages that keep files in the home folder of their user, so that a user without one can't run them. */
const keepsFiles =
  /^(?:streamlit|jupyter.*|notebook|ipython|matplotlib|seaborn|transformers|huggingface-hub|sentence-transformers|torch|torchvision|tensorflow.*|keras|nltk|spacy|gensim|kaggle|awscli|azure-cli|ansible.*|dvc|mlflow|wandb|numba|librosa|joblib|yfinance|selenium|playwright|undetected-chromedriver|scrapy|scrapyd|celery|apscheduler|airflow|apache-airflow|superset|apache-superset|dash|gradio|whisper|openai-whisper|easyocr|paddleocr|ultralytics|diffusers|yt-dlp|youtube-dl|kivy|pyppeteer|tiktoken|mkdocs.*|sphinx|rasa|chromadb|duckdb|tinydb|diskcache|peewee|dataset|pony)$/;

export interface SystemNeeds {
  /** Development packages, or names of run-time packages. */
  readonly libraries: readonly string[];
  readonly programs: readonly string[];
  /** A package that writes into a home folder or beside the program; undefined when none is known to. */
  readonly writes: string | undefined;
  /** Why the program needs root, as a clause; empty where nothing is known that does. */
  readonly user: Pick<ProgramNeeds, "rootBecause">;
}

/** Packages that call a container engine through a mounted socket. */
const engineClients = ["docker", "docker-py", "aiodocker", "podman", "python-on-whales"];

/** What the installed packages need of a full image's system. */
export function systemNeeds(names: ReadonlySet<string>): SystemNeeds {
  const found = new Set<string>();
  const started = new Set<string>();
  let writes: string | undefined;
  for (const name of names) {
    if (keepsFiles.test(name)) writes ??= name;
    const carrier = Object.hasOwn(bundled, name) ? bundled[name] : undefined;
    if (carrier !== undefined && names.has(carrier)) continue;
    for (const each of (Object.hasOwn(libraries, name) ? libraries[name] : undefined) ?? []) found.add(each);
    for (const each of (Object.hasOwn(programs, name) ? programs[name] : undefined) ?? []) started.add(each);
  }
  const user = engineClients.some((name) => names.has(name)) ? { rootBecause: engineSocket } : {};
  return { libraries: [...found], programs: [...started], writes, user };
}

/** Programs that sources start and that the image has beside Python; for a fetched tool, those that the file installs. */
export function startedPrograms(
  stage: Stage,
  { programs: started, fetched }: PythonNeeds,
  image: "full" | "slim",
): readonly string[] {
  if (fetched) return installedFetchers(stage);
  const commands = stageCommands(stage).map(packageCommand);
  const installed = new Set(
    commands.flatMap((each) => (each?.action === "install" ? each.packages.map(packageName) : [])),
  );
  const inFull = /^(?:git|curl|wget|ssh|rsync|convert|openssl)$/;
  return started.filter((name) => installed.has(name) || (image === "full" && inFull.test(name)));
}

/** Console commands of packages whose name is another one. */
const consoleScripts: Readonly<Record<string, string>> = {
  "django-admin": "django",
  hypercorn: "hypercorn",
  fastapi: "fastapi",
  mlflow: "mlflow",
  "jupyter-lab": "jupyterlab",
  jupyter: "notebook",
  airflow: "apache-airflow",
  superset: "apache-superset",
  "scrapyd-deploy": "scrapyd-client",
  "opentelemetry-instrument": "opentelemetry-distro",
  ddtrace: "ddtrace",
  "ddtrace-run": "ddtrace",
  "newrelic-admin": "newrelic",
  rq: "rq",
  rqworker: "rq",
  dramatiq: "dramatiq",
  huey_consumer: "huey",
  gunicorn: "gunicorn",
  uvicorn: "uvicorn",
  watchmedo: "watchdog",
  supervisord: "supervisor",
  honcho: "honcho",
  alembic: "alembic",
  litestar: "litestar",
  sanic: "sanic",
  waitress: "waitress",
  "waitress-serve": "waitress",
  dash: "dash",
  rasa: "rasa",
  bokeh: "bokeh",
  panel: "panel",
  prefect: "prefect",
  dagster: "dagster",
  "dagster-webserver": "dagster-webserver",
  daphne: "daphne",
  flask: "flask",
  celery: "celery",
};

/** Web servers and workers that a framework brings without being named: `flask` with `flask-sqlalchemy`. */
const broughtAlong: Readonly<Record<string, RegExp>> = {
  flask: /^flask(?:-|$)/,
  uvicorn: /^(?:uvicorn|fastapi|fastapi-cli)$/,
  fastapi: /^fastapi(?:-cli)?$/,
  celery: /^(?:celery|django-celery.*|flower)$/,
  jupyter: /^(?:jupyter.*|notebook)$/,
  "django-admin": /^django(?:-|$)|djangorestframework/,
  streamlit: /^streamlit/,
  alembic: /^(?:alembic|flask-migrate)$/,
  "opentelemetry-instrument": /^opentelemetry-/,
};

/** True for a console command that one of the installed packages brings. */
export function isConsoleScript(
  program: string,
  names: ReadonlySet<string>,
  scripts: readonly string[],
): boolean {
  if (scripts.includes(program)) return true;
  const owner = Object.hasOwn(consoleScripts, program) ? consoleScripts[program] : undefined;
  if (owner !== undefined && names.has(owner)) return true;
  if (names.has(program.toLowerCase().replaceAll("_", "-"))) return true;
  const others = Object.hasOwn(broughtAlong, program) ? broughtAlong[program] : undefined;
  return others !== undefined && [...names].some((name) => others.test(name));
}
