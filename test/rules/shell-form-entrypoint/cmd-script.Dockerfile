FROM debian:bookworm-slim
CMD app migrate && app --port 80
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-form-entrypoint: A shell starts this, so the signal to stop may not reach the program, which is killed 10 seconds later
