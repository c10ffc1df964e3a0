FROM node:22-slim AS base
CMD node --max-old-space-size=100 'my server.js'
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-form-entrypoint: A shell starts this, so the signal to stop may not reach the program, which is killed 10 seconds later
