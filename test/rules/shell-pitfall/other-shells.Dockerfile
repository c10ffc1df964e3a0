# What other shells and programs run is none of ShellCheck's, and what bash knows is no fault in bash.
FROM fedora:43 AS sh-is-bash
RUN [[ -f /etc/fedora-release ]] && echo yes

FROM python:3.13-slim
SHELL ["/bin/bash", "-o", "pipefail", "-ec"]
RUN cd /srv; [[ -d x ]] || true
RUN <<EOT
#!/usr/bin/env python3
print($x)
EOT
SHELL ["pwsh", "-c"]
RUN echo $x $y
USER nobody
CMD ["sleep", "1"]
