// What a Python image has of the system, and the programs that run a Python project.

/** Development packages whose libraries Python itself is linked to, so that every image of it has them. */
export const inPython =
  /^(?:libffi-dev|libssl-dev|openssl-dev|libressl-dev|zlib1g-dev|libz-dev|zlib-dev|libsqlite3-dev|sqlite-dev|libbz2-dev|bzip2-dev|liblzma-dev|xz-dev|libreadline\d*-dev|readline-dev|libncurses\w*-dev|ncurses-dev|libexpat1-dev|expat-dev|uuid-dev|libuuid1?|libc6-dev|libc-dev|musl-dev|linux-headers|libstdc\+\+-\d+-dev|gfortran|swig|rustup|python[\d.]*(?:-(?:dev|pip|venv|setuptools|wheel|virtualenv))?|py3-(?:pip|setuptools|wheel)|pipenv|virtualenv|libatlas-base-dev)$/;

/** Programs that run the project's own sources, which were read; other ones may write where they like. */
export function isServer(program: string): boolean {
  return /^(?:python[\d.]*|gunicorn|uvicorn|hypercorn|daphne|flask|fastapi|waitress-serve|granian|sanic|litestar|manage\.py)$/.test(
    program,
  );
}
