#: about=The script of a heredoc with a shebang sets the option itself, or is no shell script.
FROM debian:trixie
RUN <<EOF
#!/bin/bash -eo pipefail
curl -fsSL https://example.com/setup.sh | sh
EOF
RUN <<EOF
#!/usr/bin/env python3
a = 1 | 2
EOF
