FROM $IMAGE
#    ^^^^^^ undefined-variable: No ARG before FROM declares `IMAGE`, so it is empty here
