# syntax=docker/dockerfile:1
FROM alpine:3.22 AS source
ARG TOKEN
RUN --mount=type=secret,id=token,env=SECRET git clone https://deploy:$SECRET@git.company.org/app.git /src
RUN git clone https://${TOKEN}@github.com/a/b.git /b && git clone https://x:${TOKEN}@github.com/a/c.git /c
RUN git clone ssh://git@github.com/a/d.git && git clone git@github.com:a/e.git && git clone https://oauth2@github.com/a/f
RUN git clone https://user:password@git.company.org/f.git && git clone https://USER:PASSWORD@git.company.org/g.git
RUN curl -fsS -u admin:hunter22 http://localhost:8080/ready && curl -fsS http://a:b@127.0.0.1/
RUN curl -fsSL -u "robot:$TOKEN" https://files.company.org/a -o /a && curl -u robot https://files.company.org/b
RUN wget --password="$TOKEN" https://files.company.org/c && wget -u https://files.company.org/c
RUN echo "$TOKEN" | docker login -u robot --password-stdin && aws configure set aws_secret_access_key 0
RUN adduser --disabled-password app && mysql -uroot -proot -e 'select 1' && npm config set color false
RUN npm config set //npm.company.org/:_authToken=$TOKEN && curl -fsSL https://example.org/@scope/pkg@1.0 -o /p
RUN curl -fsSL https://example.org/a:b/c@2 -o /q \
    # https://deploy:s3cr3tpass@git.company.org/app.git
    && true
ENV URL=https://example.org
