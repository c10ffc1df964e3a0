FROM registry.centos.org/centos/centos:7
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-base-image: `registry.centos.org/centos/centos:7` is in a registry that is shut down since 2023-05-26, so a build that needs it fails where no copy of it is left
USER nobody
CMD ["sleep", "1"]
