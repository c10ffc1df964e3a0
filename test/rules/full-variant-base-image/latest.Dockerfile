FROM ruby
#    ^^^^ full-variant-base-image: `ruby` (~1.1 GB) carries compilers, headers and version control, which `ruby:slim` leaves out
COPY app.rb /
USER nobody
CMD ["ruby", "/app.rb"]
