FROM node:22
RUN npm install -g typescript eslint@9 @angular/cli @vue/cli@5.0.8 prettier@latest && yarn global add serve
#                  ^^^^^^^^^^ unpinned-package(warning): `typescript` comes in whatever version its repository has on the day of the build
#                                      ^^^^^^^^^^^^ unpinned-package(warning): `@angular/cli` comes in whatever version its repository has on the day of the build
#                                                                  ^^^^^^^^^^^^^^^ unpinned-package(warning): `prettier@latest` comes in whatever version its repository has on the day of the build
#                                                                                                     ^^^^^ unpinned-package(warning): `serve` comes in whatever version its repository has on the day of the build
RUN pip install flask requests==2.32.3 'django>=4' && pip3 install -i https://example.com/simple uvicorn
#               ^^^^^ unpinned-package(warning): `flask` comes in whatever version its repository has on the day of the build
#                                      ^^^^^^^^^^^ unpinned-package(warning): `django>=4` comes in whatever version its repository has on the day of the build
#                                                                                                ^^^^^^^ unpinned-package(warning): `uvicorn` comes in whatever version its repository has on the day of the build
RUN gem install bundler rake:13.2.1 && go install example.com/tool@latest
#               ^^^^^^^ unpinned-package(warning): `bundler` comes in whatever version its repository has on the day of the build
#                                                 ^^^^^^^^^^^^^^^^^^^^^^^ unpinned-package(warning): `example.com/tool@latest` comes in whatever version its repository has on the day of the build
