# check=skip=JSONArgsRecommended
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-comment(warning): The comment switches checks of BuildKit off for what follows it
# hadolint global ignore=DL3008
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-comment(warning): The comment switches a check of hadolint off for what follows it
# an ordinary comment about hadolint
FROM debian:bookworm-slim
# lean-dockerfile ignore=root-user it is a tool
#<^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-comment(warning): The comment switches a rule off for what follows it
CMD app
