FROM debian:{{ release }}
{% if x %}
RUN ls
{% endif %}
