#: about=Nothing starts in its root
FROM scratch
COPY --from=build /out/tool tool
CMD ["/tool"]
