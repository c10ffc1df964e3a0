FROM python:3.13-slim
RUN <<EOF
#!/usr/bin/env python3
print(1)
print(2)
EOF
