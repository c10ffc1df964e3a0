#: about=The script takes its arguments itself, so only the signals are left to tell about
FROM debian:bookworm-slim
ENTRYPOINT xvfb-run app "$0" "$@"
#          ^^^^^^^^^^^^^^^^^^^^^^ shell-form-entrypoint: A shell starts this, so the signal to stop may not reach the program, which is killed 10 seconds later
