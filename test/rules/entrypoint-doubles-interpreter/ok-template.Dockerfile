#: about=What is between the instructions of a template is no part of them
FROM {{base}}
ENTRYPOINT ["/usr/bin/dotnet"]
CMD ["--info"]^
{{else}}
