
# escape=`
# ^^^^^^ invalid-directive(warning): `escape` is set behind another line, so builders read a comment here and go on with the backslash
FROM debian:bookworm-slim
