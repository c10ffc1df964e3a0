#!/usr/bin/env bash
# Waits until a port answers.
WAITFORIT_TIMEOUT=${WAITFORIT_TIMEOUT:-15}
WAITFORIT_CLI=()

wait_for() {
  while ! (echo -n > "/dev/tcp/$1/$2") >/dev/null 2>&1; do sleep 1; done
}

wait_for_wrapper() {
  timeout "$WAITFORIT_TIMEOUT" "$0" --child "$@" &
  wait $!
}

wait_for_wrapper "$@"
exec "${WAITFORIT_CLI[@]}"
